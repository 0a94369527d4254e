using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.BatCalls;

/// <summary>
/// Bat calls in a night of many files: labels for Raven, Audacity or a table, and lines on the clock. A call is what rises above the noise of
/// its second, between 15 and 120 kHz, for a millisecond or more. Gaps between the files are none, and ring in no filter.
/// </summary>
internal static class Program
{
    private const double LowHz = 15_000, HighHz = 120_000, ShortestSeconds = 1e-3;

    public static int Main(string[] args) => Run(args, Console.Out, Console.Error);

    public static int Run(string[] args, TextWriter output, TextWriter error) => Application.Run(() => Print(args, output), error);

    private static void Print(string[] args, TextWriter output)
    {
        if (args is not [string folder, string labels])
            throw new UsageException("Expected a folder and labels, as in: BatCalls 2024-06-01 calls.selections.txt (for Raven; .txt for Audacity; .csv)");
        using AudioLoader<float> night = AudioLoader.OpenFolder(folder, "*.wav");
        var band = Butterworth.BandPass(order: 4, LowHz, Math.Min(HighHz, 0.45 * night.Rate));
        using BufferedArray<float> envelope = night.Signal.Channels(0).FilterZeroPhase(band).Envelope(cutoff: 500).Buffered();
        Label[] calls = [.. envelope.Signal.ContinuousRanges.SelectMany(stretch => Find(envelope, stretch))];
        LabelFile.Write(labels, calls, night.Source);
        foreach (Label call in calls)
        {
            string time = night.ClockAt(call.StartFrame)?.ToString("s") ?? $"{night.TimeAt(call.StartFrame)}";
            output.WriteLine(FormattableString.Invariant($"{time} {1000 * call.FrameCount / night.Rate:0.0} ms"));
        }
    }

    /// <summary>The calls of a stretch that was recorded without a gap.</summary>
    private static List<Label> Find(BufferedArray<float> envelope, FrameRange stretch)
    {
        var calls = new List<Label>();
        long begin = -1, second = envelope.FrameAt(1.0);
        for (long start = stretch.Start; start < stretch.Stop; start += second)
        {
            float[] values = envelope.Read(start, Math.Min(second, stretch.Stop - start), channel: 0);
            // Eight times the median, of which every hundredth value tells enough.
            float threshold = 8 * values.Where((_, i) => i % 100 == 0).Order().ElementAt(values.Length / 200);
            for (int i = 0; i < values.Length; i++)
            {
                if (values[i] > threshold && begin < 0) begin = start + i;
                else if (values[i] <= threshold && begin >= 0) Keep(start + i);
            }
        }
        if (begin >= 0) Keep(stretch.Stop);
        return calls;

        void Keep(long end)
        {
            var call = new Label { StartFrame = begin, FrameCount = end - begin, Text = "bat", LowFrequencyHz = LowHz, HighFrequencyHz = HighHz };
            if (call.FrameCount >= ShortestSeconds * envelope.Rate) calls.Add(call);
            begin = -1;
        }
    }
}
