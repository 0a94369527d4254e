namespace AudioIO.Tests.Flac;

/// <summary>One request for more frames than bits of an int can count pieces, samples or bytes of, really read.</summary>
public class FlacLongRequestTests
{
    private const int Size = 1 << 15;

    /// <summary>FlacFrames of the same value, which fill a zone of 2^25 frames.</summary>
    private const int ZoneFlacFrames = 1 << 10;

    /// <summary>1.81 · 10^9 frames, beyond the 1.72 · 10^9 at which the number of pieces once left 31 bits.</summary>
    private const int Zones = 54;

    // It does not prove that a value stands at its very frame, but that of each 2^25 frames those were written that belong there; where a
    // piece begins is proved for requests of any length in FlacCostTests. Needs 54 MiB; the addresses are those of 3.4 GiB.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    public void A_request_of_nearly_two_billion_frames_gives_every_one(int threads)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess) return;
        FlacFile file = Make();
        using FlacSource source = FlacFile.Open(file.ToArray(), threads: threads);
        Assert.Equal(file.TotalFrames, source.Info.Frames);
        using var memory = new FoldedMemory(Zones, (long)ZoneFlacFrames * Size * sizeof(short), 1 << 20);
        Span<short> samples = memory.AsSpan<short>();
        Assert.Equal(source.Info.Frames, samples.Length);
        source.Read(0, samples);
        for (int zone = 0; zone < Zones; zone++)
        {
            Span<short> part = samples.Slice(zone * ZoneFlacFrames * Size, (1 << 20) / sizeof(short));
            Assert.True(!part.ContainsAnyExcept((short)(1 + zone)), $"zone {zone}");
        }
        Assert.Empty(source.Diagnostics);
    }

    /// <summary>The file: in every zone another value.</summary>
    internal static FlacFile Make()
    {
        var file = new FlacFile { MinBlockSize = Size, MaxBlockSize = Size, TotalFrames = (long)Zones * ZoneFlacFrames * Size };
        for (int i = 0; i < Zones * ZoneFlacFrames; i++) file.Frames.Add(Constant(i, (short)ValueAt((long)i * Size)));
        return file;
    }

    /// <summary>The sample that it has at a frame.</summary>
    internal static int ValueAt(long frame) => (int)(1 + (frame / Size / ZoneFlacFrames));

    /// <summary>A FlacFrame of one value: 16 bytes at most for 2^15 frames.</summary>
    private static byte[] Constant(int number, short value)
    {
        // Sync code, block size in 16 bits behind the number, rate of STREAMINFO, mono, 16 bits.
        List<byte> code = [0xFF, 0xF8, 0x70, 0x08, .. FlacFrameCode.CodedNumber(number), (Size - 1) >> 8, (Size - 1) & 0xFF];
        code.Add(FlacCrc8.Compute([.. code]));
        code.AddRange([0, (byte)(value >> 8), (byte)value]);
        ushort crc = FlacCrc16.ComputeByTable(0, [.. code]);
        return [.. code, (byte)(crc >> 8), (byte)crc];
    }
}
