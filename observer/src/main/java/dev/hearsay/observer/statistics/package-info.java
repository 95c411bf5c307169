/**
 * What a number over seeds means. The unit of replication is the seed: a run is reduced to one number per metric before anything
 * here sees it. Designs are compared on the same seeds, so differences are paired. Distributions and tests come from Commons
 * Statistics; here they are only put together.
 */
package dev.hearsay.observer.statistics;
