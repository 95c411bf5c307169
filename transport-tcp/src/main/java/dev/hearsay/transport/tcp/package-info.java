/**
 * Messages between processes, over TCP with Netty. One event loop is the lane of one node or client: what arrives is decoded and
 * handled on it, and what is written in one of its turns leaves in one flush.
 */
package dev.hearsay.transport.tcp;
