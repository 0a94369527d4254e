using System.Runtime.InteropServices;

namespace AudioIO.Fuzz;

/// <summary>Recordings as streams of raw samples: read in any steps, the bytes are those of the samples.</summary>
internal sealed class PcmStreamTarget : FuzzTarget
{
    private static readonly (AudioEncoding Encoding, int Bits)[] Codings =
    [
        (AudioEncoding.IeeeFloat, 64), (AudioEncoding.IeeeFloat, 32), (AudioEncoding.PcmSigned, 16), (AudioEncoding.PcmSigned, 24), (AudioEncoding.PcmSigned, 32),
    ];

    public override string Name => "pcm-streams";

    public override IReadOnlyList<byte[]> Seeds => Fuzz.Seeds.Recordings;

    protected override bool Run(byte[] input, Choices choices)
    {
        const int MaxFrames = 1 << 13;
        using AudioSource? source = Files.TryOpen(input, Files.Options(DamagePolicy.Silence));
        if (source is null || source.Frames > MaxFrames) return source is not null;
        (AudioEncoding encoding, int bits) = Codings[choices.Next(Codings.Length)];
        byte[] expected = Whole(source, encoding, bits);
        using Stream stream = source.AsPcmStream(encoding, bits);
        if (stream.Length != expected.Length) throw new Finding($"{stream.Length} bytes of {expected.Length}.");
        byte[] buffer = new byte[3000];
        for (int i = 0; i < 40; i++)
        {
            if (choices.Next(3) == 0) Move(stream, choices.Next(expected.Length + 1), choices.Next(4));
            long position = stream.Position;
            Span<byte> part = buffer.AsSpan(0, choices.Next(buffer.Length));
            int count = choices.Next(8) == 0 ? ReadByte(stream, part) : choices.Next(2) == 0 ? stream.Read(buffer, 0, part.Length) : stream.Read(part);
            if (count == 0 && part.Length > 0 && position < expected.Length) throw new Finding($"Ends at {position} of {expected.Length}.");
            if (!part[..count].SequenceEqual(expected.AsSpan((int)position, count))) throw new Finding($"Other bytes from {position} on.");
        }
        return true;
    }

    /// <summary>All bytes: of floats those of the samples; of integers those that one reading gives.</summary>
    private static byte[] Whole(AudioSource source, AudioEncoding encoding, int bits)
    {
        if (encoding == AudioEncoding.IeeeFloat && bits == 64)
        {
            double[] values = new double[source.Frames * source.Channels];
            source.Read(0, values.AsSpan());
            return MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
        }
        using Stream stream = source.AsPcmStream(encoding, bits);
        byte[] bytes = new byte[source.Frames * source.Channels * bits / 8];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static void Move(Stream stream, long position, int way)
    {
        switch (way)
        {
            case 0:
                stream.Position = position;
                break;
            case 1:
                stream.Seek(position, SeekOrigin.Begin);
                break;
            case 2:
                stream.Seek(position - stream.Position, SeekOrigin.Current);
                break;
            default:
                stream.Seek(position - stream.Length, SeekOrigin.End);
                break;
        }
        if (stream.Position != position) throw new Finding($"Moved to {stream.Position}, not {position}.");
    }

    private static int ReadByte(Stream stream, Span<byte> part)
    {
        if (part.IsEmpty || stream.ReadByte() is not (>= 0 and var value)) return 0;
        part[0] = (byte)value;
        return 1;
    }
}
