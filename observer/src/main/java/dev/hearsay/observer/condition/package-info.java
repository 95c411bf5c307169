/**
 * Conditions: what the network does to messages, and what befalls nodes and when. Faults are planned from the seed before the
 * run, so that two designs under one seed meet the same ones.
 */
package dev.hearsay.observer.condition;
