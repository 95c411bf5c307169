/**
 * Hearsay's testkit: the contract suites every plugin must pass, and what they are made of.
 *
 * <p>A suite is an abstract class of tests that gets the strategy through one abstract method. A plugin's test extends
 * it and adds what is special about the plugin.
 */
package dev.hearsay.testkit;
