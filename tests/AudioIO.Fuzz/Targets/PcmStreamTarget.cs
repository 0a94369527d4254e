using System.Runtime.InteropServices;

namespace AudioIO.Fuzz;

/// <summary>Recordings as streams of raw samples: read in any steps, the bytes are those of the samples.</summary>
internal sealed class PcmStreamTarget : FuzzTarget
{
    public override string Name => "pcm-streams";

    public override IReadOnlyList<byte[]> Seeds => Fuzz.Seeds.Recordings;

    protected override bool Run(byte[] input, Choices choices)
    {
        const int MaxFrames = 1 << 13;
        using AudioSource? source = Files.TryOpen(input, Files.Options(DamagePolicy.Silence));
        if (source is null || source.Frames > MaxFrames) return source is not null;
        double[] values = new double[source.Frames * source.Channels];
        source.Read(0, values.AsSpan());
        byte[] expected = MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
        using Stream stream = source.AsPcmStream(AudioEncoding.IeeeFloat, 64);
        if (stream.Length != expected.Length) throw new Finding($"{stream.Length} bytes of {expected.Length}.");
        byte[] buffer = new byte[3000];
        for (int i = 0; i < 40; i++)
        {
            if (choices.Next(3) == 0) stream.Position = choices.Next(expected.Length + 1);
            long position = stream.Position;
            Span<byte> part = buffer.AsSpan(0, choices.Next(buffer.Length));
            int count = stream.Read(part);
            if (count == 0 && part.Length > 0 && position < expected.Length) throw new Finding($"Ends at {position} of {expected.Length}.");
            if (!part[..count].SequenceEqual(expected.AsSpan((int)position, count))) throw new Finding($"Other bytes from {position} on.");
        }
        return true;
    }
}
