/** Hearsay's membership: who is in the cluster, who answers. */
package dev.hearsay.membership;
