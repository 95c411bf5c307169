/** What coordinators and replicas say to each other. */
package dev.hearsay.node.message;
