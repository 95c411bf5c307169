/**
 * What clients saw, operation by operation, and the question whether a store kept what it had acknowledged. Pure logic: a history is
 * read from a file, checked in memory, and nobody is asked.
 */
package dev.hearsay.observer.history;
