/**
 * What one run is measured by. {@link dev.hearsay.observer.measure.Measurement} watches a run, the clients from one side and
 * the nodes from the other, and reduces it to one number per metric of the {@link dev.hearsay.observer.measure.Catalogue}.
 * Single-threaded; all times are nanoseconds of the run's one clock.
 *
 * <p>Two columns are never mixed: the <em>omniscient</em> observer knows when a write was committed, the <em>client-visible</em>
 * one only when somebody was told. A read that is stale for the second is stale for the first.
 */
package dev.hearsay.observer.measure;
