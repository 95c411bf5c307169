/**
 * What clients and nodes say to each other: requests, their options, and the three outcomes an operation can have. The
 * {@code client} channel that carries them is part of the contract, so that a client needs this module and a transport only.
 */
package dev.hearsay.api.request;
