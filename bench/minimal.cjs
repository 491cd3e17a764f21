'use strict';

/** The least that a voice function can do in the style of Twilio's samples, which take everything from the whole SDK. */
exports.handler = (_context, _event, callback) => {
  callback(null, new Twilio.twiml.VoiceResponse());
};
