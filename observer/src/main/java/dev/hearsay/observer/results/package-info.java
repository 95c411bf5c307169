/**
 * What a suite leaves behind: one folder with the runs, their summary, the configuration and the report. A folder is there
 * completely or not at all.
 */
package dev.hearsay.observer.results;
