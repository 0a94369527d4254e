// Opens the recording named, alone and joined with itself through an index, and prints its frames and the sum of its samples.
using AudioIO;

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

internal sealed class Sine() : BufferedArray<float>(rate: 48000, frames: 1L << 40, channels: 1, bufferFrames: 48000)
{
    protected override void LoadBuffer(long offset, Span<float> buffer)
    {
        for (int i = 0; i < buffer.Length; i++) buffer[i] = MathF.Sin((offset + i) % 48 * MathF.Tau / 48);
    }
}
