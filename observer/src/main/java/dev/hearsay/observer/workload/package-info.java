/**
 * Workloads: what clients ask, of which keys, when. What a client draws comes from its own named stream and never depends on
 * answers, so that two designs under one seed are asked the same things.
 */
package dev.hearsay.observer.workload;
