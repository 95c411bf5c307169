package dev.hearsay.observer.suite;

/**
 * @param index its place in the plan, from 0
 * @param seed all chance of the run comes from it
 */
public record PlannedRun(int index, Trial trial, long seed) {}
