using System.Buffers.Binary;

namespace AudioIO.Tests.Flac;

/// <summary>Noise of megabytes that is made quickly: its samples stand as they are in FlacFrames of 1.2 KiB, unless these are to be larger.</summary>
internal static class FlacNoise
{
    public const int Size = 576;

    /// <summary>The bytes and the samples of <see cref="Make"/>.</summary>
    public static (byte[] Sound, int[] Samples) File(int seed, int shift = 0, int silentChannels = 0, int size = Size, int count = 5000)
    {
        FlacFile file = Make(seed, shift, silentChannels, size, count);
        return (file.ToArray(), [.. file.Samples]);
    }

    /// <summary>A recording of many FlacFrames.</summary>
    /// <param name="seed">What its samples are made from.</param>
    /// <param name="shift">What is added to the numbers of its FlacFrames.</param>
    /// <param name="silentChannels">Channels behind the one with noise; they have no samples in the result.</param>
    /// <param name="size">Frames of a block.</param>
    /// <param name="count">Number of FlacFrames.</param>
    public static FlacFile Make(int seed, int shift, int silentChannels, int size, int count)
    {
        var random = new Random(seed);
        var file = new FlacFile { MinBlockSize = size, MaxBlockSize = size, Channels = 1 + silentChannels };
        byte[] samples = new byte[size * sizeof(short)];
        for (int i = 0; i < count; i++)
        {
            random.NextBytes(samples);
            // Sync code, block size in 16 bits behind the number, rate of STREAMINFO, channels less one, 16 bits.
            List<byte> code = [0xFF, 0xF8, 0x70, (byte)((silentChannels << 4) | 0x08), .. FlacFrameCode.CodedNumber(Math.Max(i + shift, 0))];
            code.AddRange([(byte)((size - 1) >> 8), (byte)((size - 1) & 0xFF)]);
            code.Add(FlacCrc8.Compute(code.ToArray()));
            // A verbatim subframe.
            code.Add(0x02);
            code.AddRange(samples);
            // Constant ones of 0.
            for (int j = 0; j < silentChannels; j++) code.AddRange([0, 0, 0]);
            ushort crc = FlacCrc16.ComputeByTable(0, code.ToArray());
            code.AddRange([(byte)(crc >> 8), (byte)crc]);
            file.Starts.Add(file.FrameCount);
            file.Frames.Add([.. code]);
            for (int j = 0; j < size; j++) file.Samples.Add(BinaryPrimitives.ReadInt16BigEndian(samples.AsSpan(2 * j)));
        }
        return file;
    }
}
