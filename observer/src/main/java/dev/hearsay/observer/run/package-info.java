/**
 * Runs: a suite's plan over all cores, each run alone on its thread in virtual time. The only package of the laboratory that
 * knows threads and real time; neither can reach a result.
 */
package dev.hearsay.observer.run;
