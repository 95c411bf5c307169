/**
 * The node: who coordinates a request, whom it asks, when it has heard enough, and what it leaves for repair. The strategies
 * come from outside; the sequence is here, and {@code Coordinator} reads like section 4 of the Dynamo paper.
 */
package dev.hearsay.node;
