/** Certificates along simulated time, and what crossed the network without any. */
package padlock.ui.certificate;
