/** A whole cluster in real time inside one JVM, for the tests of programs that use the store. */
package dev.hearsay.observer.live;
