/** The report of a suite: one page that opens without a network. */
package dev.hearsay.observer.report;
