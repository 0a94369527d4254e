using System.Runtime.InteropServices;

namespace AudioIO.Fuzz;

/// <summary>WAV files that are written are read back. An input is encoding, channels and rate, then the samples, as floats of any bits.</summary>
internal sealed class WriterTarget : FuzzTarget
{
    private const int HeaderBytes = 4;

    public override string Name => "writing";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Enum.GetValues<WaveEncoding>().Select((encoding, i) => (byte[])
            [(byte)encoding, (byte)(i + 1), 0x40, 0x1F, .. MemoryMarshal.AsBytes([0f, 1f, -1f, 0.5f, float.NaN, 1e-9f, 2f, -0.25f, .. new float[40]])]),
    ];

    protected override bool Run(byte[] input, Choices choices)
    {
        if (input.Length < HeaderBytes) return false;
        WaveEncoding[] encodings = Enum.GetValues<WaveEncoding>();
        WaveEncoding encoding = encodings[input[0] % encodings.Length];
        int channels = 1 + (input[1] % 20), rate = 1 + (input[2] | (input[3] << 8));
        float[] samples = MemoryMarshal.Cast<byte, float>(input.AsSpan(HeaderBytes, (input.Length - HeaderBytes) / 4 / channels * channels * 4)).ToArray();
        using var stream = new MemoryStream();
        // Every second one with metadata, and with sizes of 64 bits as if it were large.
        WaveMetadata metadata = choices.Next(2) == 0 ? WaveMetadata.Empty : Describe(input, samples.Length / channels, choices);
        var options = new WaveWriterOptions { LeaveOpen = true, Metadata = metadata, DitherSeed = null, MaxRiffBytes = choices.Next(4) == 0 ? 100 : uint.MaxValue };
        long frames = samples.Length / channels;
        using (var writer = new WaveWriter(stream, rate, channels, encoding, options))
        {
            for (int at = 0; at < samples.Length;)
            {
                int count = Math.Min(channels * choices.Next(1, 50), samples.Length - at);
                writer.Write(samples.AsSpan(at, count));
                at += count;
                if (choices.Next(4) == 0) writer.Flush();
            }
        }
        using AudioSource source = Files.Open(stream.ToArray(), AudioLoaderOptions.Default);
        if (source.Frames != frames || source.Channels != channels || source.Rate != rate) throw new Finding($"Written {frames} frames, read {source.Info}.");
        Check.DescribeAll(source);
        if (!source.Markers.Select(marker => (marker.StartFrame, marker.FrameCount)).SequenceEqual(metadata.Markers.Select(marker => (marker.StartFrame, marker.FrameCount))))
            throw new Finding($"{metadata.Markers.Count} markers were written, {source.Markers.Count} are read, or elsewhere.");
        foreach (Diagnostic entry in source.Diagnostics) throw new Finding($"What was written is not as it should be: {entry}");
        Compare(source, samples, encoding);
        return true;
    }

    /// <summary>Metadata of every kind; its texts are bytes of the input.</summary>
    private static WaveMetadata Describe(byte[] input, long frames, Choices choices)
    {
        string Text(int most) => new([.. Enumerable.Range(0, choices.Next(most)).Select(_ => (char)(' ' + (input[choices.Next(input.Length)] % 90)))]);
        long place = 0;
        List<Marker> markers = [];
        for (int i = choices.Next(4); i > 0 && place < frames; i--)
        {
            place += choices.NextInt64(frames - place);
            markers.Add(new Marker { StartFrame = place, FrameCount = choices.NextInt64(frames - place), Label = Text(9), Text = Text(9) });
        }
        return new WaveMetadata
        {
            Broadcast = choices.Next(2) == 0 ? null : new BroadcastMetadata
            {
                Description = Text(100),
                Originator = Text(20),
                TimeReference = choices.Next(2) == 0 ? 0ul : input[^1],
                CodingHistory = Text(9),
                Origination = choices.Next(2) == 0 ? null : new DateTime(2024, 5, 1, 20, 0, 0, DateTimeKind.Unspecified),
            },
            Guano = choices.Next(2) == 0 ? null : new Dictionary<string, string> { ["Note"] = "x" + Text(9) },
            Info = choices.Next(2) == 0 ? null : new Dictionary<string, string> { ["INAM"] = "x" + Text(9) },
            Markers = markers,
        };
    }

    private static void Compare(AudioSource source, float[] samples, WaveEncoding encoding)
    {
        float[] read = new float[samples.Length];
        source.Read(0, read.AsSpan());
        double step = encoding switch
        {
            WaveEncoding.Pcm8 => 1.0 / 128,
            WaveEncoding.Pcm16 => 1.0 / 32768,
            WaveEncoding.Pcm24 => 1.0 / 8388608,
            WaveEncoding.Pcm32 => 1.0 / 2147483648,
            _ => 0,
        };
        for (int i = 0; i < samples.Length; i++)
        {
            // Floats keep their bits but those that say what kind of NaN one is; integers are rounded, clipped, and 0 where there is no number.
            bool same = step == 0 && float.IsNaN(samples[i])
                ? float.IsNaN(read[i])
                : Math.Abs(read[i] - (step == 0 ? samples[i] : float.IsNaN(samples[i]) ? 0 : Math.Clamp(samples[i], -1, 1 - step))) <= (step / 2) + (step == 0 ? 0 : 6e-8)
                    || read[i].Equals(samples[i]);
            if (!same) throw new Finding($"{samples[i]:R} written as {encoding} is read as {read[i]:R}.");
        }
    }
}
