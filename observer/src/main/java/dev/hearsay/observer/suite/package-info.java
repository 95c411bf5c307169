/**
 * Suites: what is to be compared, under which load, in which circumstances, how often. One HOCON file becomes a list of
 * {@linkplain dev.hearsay.observer.suite.Trial trials}, with everything checked before the first run.
 */
package dev.hearsay.observer.suite;
