/** The contract suite of membership protocols: a group of members, the network between them and the time they share. */
package dev.hearsay.testkit.membership;
