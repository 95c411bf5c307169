/** From a configuration to the parts of a node: strategies found, settings bound, combinations checked. The only user of Guice. */
package dev.hearsay.node.wiring;
