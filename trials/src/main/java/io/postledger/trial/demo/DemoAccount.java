package io.postledger.trial.demo;

/** One connected account of the demo. */
record DemoAccount(String handle, String id) {}
