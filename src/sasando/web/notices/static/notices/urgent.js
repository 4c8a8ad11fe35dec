// Two short tones for urgent news that nobody answered; only after the reader has touched the page (browsers ask for it).
const sound = () => {
  const context = new AudioContext();
  for (const at of [0, 0.3]) {
    const tone = context.createOscillator();
    tone.frequency.value = 880;
    tone.connect(context.destination);
    tone.start(context.currentTime + at);
    tone.stop(context.currentTime + at + 0.15);
  }
};
addEventListener("pointerdown", sound, { once: true });
document.title = "! " + document.title;
