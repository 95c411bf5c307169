/** Hearsay's testkit: the contract suites every plugin must pass. */
package dev.hearsay.testkit;
