/**
 * Loads on a real cluster. Each operation in flight has an object of its own that is used again, and shares with the others only what
 * many threads may touch without waiting: the load generator runs beside the nodes, and what it takes they lack.
 */
package dev.hearsay.cli.bench;
