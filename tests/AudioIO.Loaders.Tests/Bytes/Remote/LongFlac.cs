using System.Buffers.Binary;

namespace AudioIO.Tests.Remote;

/// <summary>
/// A FLAC recording of any length without a disk: FlacFrames of a few kinds that are made where they are read, each with its number. How many
/// bytes a second takes wanders, as that of a night does.
/// </summary>
internal sealed class LongFlac
{
    private const int BlockSize = 4096;
    private const int Kinds = 16;

    private readonly byte[] _header;
    private readonly byte[][] _subframes;
    private readonly long[] _positions;
    private readonly int[][][] _samples;
    private readonly int _channels;
    private readonly Func<long, double> _loudness;

    /// <param name="rate">Rate in Hz.</param>
    /// <param name="channels">1 or 2, of 16 bits.</param>
    /// <param name="seconds">Length.</param>
    /// <param name="hasSeekTable">With a point for every ten seconds, as encoders write them.</param>
    /// <param name="seed">Another one makes another recording.</param>
    /// <param name="loudness">How loud FlacFrame i is, from 0 to 1; null for one that wanders.</param>
    /// <param name="leastBits">Bits that the most silent samples take, beside sign and coding; 0 is a fifth of the bytes of the loudest.</param>
    public LongFlac(
        int rate, int channels, int seconds, bool hasSeekTable, int seed = 0, Func<long, double>? loudness = null, int leastBits = 5)
    {
        _channels = channels;
        _loudness = loudness ?? Wandering;
        Frames = (long)rate * seconds / BlockSize * BlockSize;
        long count = Frames / BlockSize;
        var random = new Random(seed + rate + channels);
        // The louder a kind, the more bits its residuals take.
        _samples = [.. Enumerable.Range(0, Kinds).Select(kind => Enumerable.Range(0, channels)
            .Select(_ => Enumerable.Range(0, BlockSize).Select(_ => random.Next(-1 << Bits(kind), 1 << Bits(kind))).ToArray()).ToArray())];
        _subframes = [.. _samples.Select(samples => Subframes(samples))];
        var info = new FlacHeader(rate, channels, Frames, 0);
        int points = hasSeekTable ? seconds / 10 : 0;
        _positions = new long[count + 1];
        _header = info.Build(points, _ => (0, 0));
        _positions[0] = _header.Length;
        for (long i = 0; i < count; i++) _positions[i + 1] = _positions[i] + HeadOf(i).Length + _subframes[KindOf(i)].Length + 2;
        // As encoders say it.
        long largest = _positions.Zip(_positions.Skip(1), (from, to) => to - from).Max();
        _header = (info with { LargestBytes = largest }).Build(points, i =>
        {
            long number = (long)i * 10 * rate / BlockSize;
            return (number * BlockSize, _positions[number] - _positions[0]);
        });

        // From the fewest bits to 10.
        int Bits(int kind) => leastBits + (kind * (11 - leastBits) / Kinds);
    }

    public long Frames { get; }

    public long Length => _positions[^1];

    /// <summary>Bytes that frames take.</summary>
    public long BytesOf(long start, long count) => _positions[((start + count - 1) / BlockSize) + 1] - _positions[start / BlockSize];

    /// <summary>Position of FlacFrame <paramref name="number"/>.</summary>
    public int PositionOf(int number) => (int)_positions[number];

    public byte[] ToArray()
    {
        byte[] file = new byte[Length];
        Read(0, file);
        return file;
    }

    public int Sample(long frame, int channel)
    {
        (long number, long offset) = Math.DivRem(frame, BlockSize);
        return _samples[KindOf(number)][channel][offset];
    }

    public void Read(long position, Span<byte> destination)
    {
        if (position < _header.Length)
        {
            int count = (int)Math.Min(destination.Length, _header.Length - position);
            _header.AsSpan((int)position, count).CopyTo(destination);
            position += count;
            destination = destination[count..];
        }
        while (destination.Length > 0)
        {
            int number = Array.BinarySearch(_positions, position);
            if (number < 0) number = ~number - 1;
            byte[] frame = FrameOf(number);
            int from = (int)(position - _positions[number]), count = Math.Min(frame.Length - from, destination.Length);
            frame.AsSpan(from, count).CopyTo(destination);
            position += count;
            destination = destination[count..];
        }
    }

    /// <summary>Calls, wind and quiet: hours, minutes and seconds long.</summary>
    public static double Wandering(long number) =>
        0.5 + (0.25 * Math.Sin(number / 40_000.0)) + (0.15 * Math.Sin(number / 900.0)) + (0.1 * Math.Sin(number / 37.0));

    /// <summary>Noise: each FlacFrame is a little longer or shorter than the others, by chance.</summary>
    public static double Steady(long number) => 0.45 + (0.1 * Chance(number));

    /// <summary>Every other hour is loud, and has five times the bytes of a silent one where the fewest bits are 0.</summary>
    public static double Hours(long number, int rate) => (number * 4096 / rate / 3600 % 2 * 0.9) + (0.1 * Chance(number));

    /// <summary>From 0 to 1: the same for a number every time, and another one for the next (Fibonacci hashing).</summary>
    public static double Chance(long number) => (uint)(((ulong)number * 0x9E3779B97F4A7C15) >> 32) / (double)uint.MaxValue;

    private int KindOf(long number) => Math.Clamp((int)(_loudness(number) * Kinds), 0, Kinds - 1);

    private byte[] FrameOf(long number)
    {
        byte[] frame = [.. HeadOf(number), .. _subframes[KindOf(number)], 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(frame.Length - 2), FlacCrc16.Compute(frame.AsSpan(0, frame.Length - 2)));
        return frame;
    }

    // RFC 9639 §9.1: block size code 12 is 4096, rate from STREAMINFO, independent channels, 16 bits.
    private byte[] HeadOf(long number)
    {
        byte[] head = [0xFF, 0xF8, 0xC0, (byte)(((_channels - 1) << 4) | (4 << 1)), .. Flac.FlacFrameCode.CodedNumber(number)];
        return [.. head, FlacCrc8.Compute(head)];
    }

    private static byte[] Subframes(int[][] samples)
    {
        byte[] frame = new Flac.FlacFrameCode
        {
            Number = 0,
            BlockSizeCode = 12,
            Subframes = [.. samples.Select(_ => Flac.SubframeCode.Fixed(0))],
        }.Build(samples);
        // Behind the head of number 0, before the footer.
        return frame[6..^2];
    }

    private sealed record FlacHeader(int Rate, int Channels, long Frames, long LargestBytes)
    {
        public byte[] Build(int points, Func<int, (long Frame, long Offset)> point)
        {
            byte[] info = new byte[34], table = new byte[18 * points];
            BinaryPrimitives.WriteUInt16BigEndian(info, BlockSize);
            BinaryPrimitives.WriteUInt16BigEndian(info.AsSpan(2), BlockSize);
            // The smallest one is not said; the largest has 24 bits.
            BinaryPrimitives.WriteUInt32BigEndian(info.AsSpan(6), (uint)LargestBytes);
            ulong packed = ((ulong)Rate << 44) | ((ulong)(Channels - 1) << 41) | (15UL << 36) | (ulong)Frames;
            BinaryPrimitives.WriteUInt64BigEndian(info.AsSpan(10), packed);
            for (int i = 0; i < points; i++)
            {
                (long frame, long offset) = point(i);
                BinaryPrimitives.WriteInt64BigEndian(table.AsSpan(18 * i), frame);
                BinaryPrimitives.WriteInt64BigEndian(table.AsSpan((18 * i) + 8), offset);
                BinaryPrimitives.WriteUInt16BigEndian(table.AsSpan((18 * i) + 16), BlockSize);
            }
            byte[] blocks = points == 0 ? [] : Flac.FlacFile.Block(3, table, last: false);
            // flac leaves so much behind its table where a recording is longer than twenty minutes; ffmpeg 8 KiB, and no table.
            byte[] padding = Flac.FlacFile.Block(1, new byte[points > 120 ? 1 << 16 : 1 << 13], last: true);
            return [.. "fLaC"u8, .. Flac.FlacFile.Block(0, info, last: false), .. blocks, .. padding];
        }
    }
}
