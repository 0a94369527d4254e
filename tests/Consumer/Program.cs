// Opens the recording named, alone and joined with itself through an index, and prints its frames and the sum of its samples, and what is
// computed from them; then the same of an MP3 file, which goes through one of NAudio's streams.
using AudioIO;
using NAudio.Wave;

string path = args[0];
using AudioLoader<float> data = AudioLoader.Open(path);
double sum = 0;
await foreach (OwnedBlock<float> block in data.BlocksAsync(4096))
{
    using (block)
    {
        foreach (float value in block.Span) sum += value;
    }
}
string index = Path.Combine(Path.GetTempPath(), $"consumer-{Environment.ProcessId}.json");
using (ConcatenatedSource joined = ConcatenatedSource.Open([path, path])) joined.ToIndex().Write(index);
using AudioLoader<float> again = AudioLoader.Open(RecordingIndex.Read(index));
WorkPlan.Create(RecordingIndex.Read(index), new WorkPlanOptions { PieceFrames = data.Frames }).Write(index);
WorkPlan plan = WorkPlan.Read(index);
File.Delete(index);
string results = Path.Combine(Path.GetTempPath(), $"consumer-{Environment.ProcessId}");
foreach (WorkPiece piece in plan.Pieces)
{
    using WorkPart part = plan.Begin(piece.Index, results)!;
    File.WriteAllText(part.PathOf("frames"), $"{piece.Owned.Count}");
    part.Complete();
}
int parts = plan.Gather(results).Count;
Directory.Delete(results, recursive: true);
using var sine = new Sine();
Console.WriteLine(FormattableString.Invariant(
    $"{data.Info.Encoding} {data.Frames} frames, sum {sum:G6}, joined {again.Frames} in {parts} parts, {again.Metadata.Sections.Count} sections, sine {sine[12, 0]:0.000}"));

// All digits of what is computed: a program compiled ahead of time has other vectors, and the same bits.
using Signal<float> band = data.Signal.Channels(0).Filter(Butterworth.BandPass(order: 4, 2_000, 10_000));
using BufferedArray<float> envelope = band.Envelope(cutoff: 100).Buffered();
using AudioLoader<double> exact = AudioLoader.Open<double>(path);
using BufferedArray<double> slow = exact.Signal.Resample(rate: 8000).Buffered();
using BufferedArray<float> spectrogram = data.Signal.Spectrogram(2048, hop: 512).Buffered();
using Overview<float> overview = data.Signal.Overview();
overview.Build();
Console.WriteLine(FormattableString.Invariant(
    $"envelope {envelope[data.Frames / 2, 0]:G9}, at 8 kHz {slow[slow.Frames / 2, 0]:G17}, power {spectrogram[spectrogram.Frames / 2, 0, 300]:G9}"));

using AudioLoader<float> song = NAudioLoader.Open(args[1]);
string copy = Path.Combine(Path.GetTempPath(), $"consumer-{Environment.ProcessId}.wav");
using (WaveStream wave = song.ToWaveStream()) WaveFileWriter.CreateWaveFile(copy, wave);
using (var reader = new WaveFileReader(copy))
using (Signal<float> back = reader.ToSignal())
{
    Console.WriteLine(FormattableString.Invariant(
        $"{song.Info.Encoding} {song.Frames} frames, {back.Frames} again, {song[song.Frames / 2, 0]:G9} in the middle"));
}
File.Delete(copy);

internal sealed class Sine() : BufferedArray<float>(rate: 48000, frames: 1L << 40, channels: 1, bufferFrames: 48000)
{
    protected override void LoadBuffer(long offset, Span<float> buffer)
    {
        for (int i = 0; i < buffer.Length; i++) buffer[i] = MathF.Sin((offset + i) % 48 * MathF.Tau / 48);
    }
}
