/** Hearsay's observer: the laboratory. */
package dev.hearsay.observer;
