/** Whom a coordinator asks and when it has heard enough: {@code strict} and {@code sloppy}. */
package dev.hearsay.node.quorum;
