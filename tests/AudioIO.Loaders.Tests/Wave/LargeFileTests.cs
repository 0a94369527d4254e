namespace AudioIO.Tests;

/// <summary>Files beyond the borders of 31 and 32 bits, in bytes and in frames, without a disk.</summary>
public class LargeFileTests
{
    private const long Giga = 1L << 30;
    private static readonly WaveFormat Mono64 = WaveFormat.Float(64);
    private static readonly WaveFormat Mono8 = WaveFormat.Pcm(8);

    [Theory]
    [InlineData("RF64", 6)]
    [InlineData("BW64", 40)]
    [InlineData("W64", 6)]
    [InlineData("RIFF", 3)]
    public void Frames_around_every_border_are_the_right_ones(string container, int gigabytes)
    {
        // 8-bit mono: as many frames as bytes, so that both 2^31 and 2^32 frames lie within the larger files.
        long length = (gigabytes * Giga) + 5;
        using WaveSource source = Recordings.Open(Large(container, Mono8, length));
        Assert.Equal(length, source.Info.Frames);
        Assert.Empty(source.Diagnostics);
        int[] read = new int[16];
        foreach (long border in (long[])[0, int.MaxValue, uint.MaxValue, length - 16])
        {
            long start = Math.Max(0, border - 8);
            if (start > length - 16) continue;
            source.Read<int>(start, read);
            Assert.Equal(Enumerable.Range(0, 16).Select(i => SparseStream.BodyByte(start + i) - 128), read);
        }
    }

    [Fact]
    public void A_loader_reaches_every_frame_of_a_file_of_many_gigabytes()
    {
        long frames = 5 * Giga;
        using AudioLoader<double> data = AudioLoader.Open<double>(Large("RF64", Mono64, 8 * frames));
        Assert.Equal(frames, data.Frames);
        foreach (long frame in (long[])[frames - 1, 0, int.MaxValue, 1L << 31, uint.MaxValue, 1L << 32, (1L << 32) + 1])
            Assert.Equal(frame, BitConverter.DoubleToInt64Bits(data[frame, 0]));
        Assert.Equal(frames - 1, BitConverter.DoubleToInt64Bits(data[^1, 0]));
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 1234568)]
    [InlineData(13, 7)]
    public void A_32_bit_size_that_wrapped_around_is_unwrapped_to_the_end_of_the_file(int gigabytes, int more)
    {
        long length = (gigabytes * Giga) + more;
        if (length % (4 * Giga) == 0) length += 8;
        byte[] header = WaveBuilder.Riff().Format(Mono8).Data([], (uint)length).ToArray();
        using WaveSource source = Recordings.Open(new SparseStream(header, length));
        Assert.Equal(length, source.Info.Frames);
        source.AssertNote(DiagnosticKind.Recovered, $"its true length of {length} does not fit into 32 bits");
    }

    [Fact]
    public void A_32_bit_size_that_wrapped_around_is_unwrapped_to_the_chunks_that_follow()
    {
        long length = (4 * Giga) + 1000;
        byte[] header = WaveBuilder.Riff().Format(Mono8).Data([], 1000).ToArray();
        byte[] tail = [.. "LIST"u8, 4, 0, 0, 0, .. "INFO"u8];
        using WaveSource source = Recordings.Open(new SparseStream(header, length, tail));
        Assert.Equal(length, source.Info.Frames);
        Assert.Equal("LIST", source.Chunks[^1].Id);
    }

    [Fact]
    public void A_size_that_did_not_wrap_is_honoured_in_a_file_beyond_4_gigabytes()
    {
        byte[] header = WaveBuilder.Riff().Format(Mono8).Data([], 1000).ToArray();
        using WaveSource source = Recordings.Open(new SparseStream(header, (4 * Giga) + 1010));
        Assert.Equal(1000, source.Info.Frames);
        source.AssertNote(DiagnosticKind.Ignored, "bytes after the last chunk are no chunks");
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue - 7)]
    public void A_stream_of_the_largest_length_opens_or_is_refused(long length)
    {
        foreach (WaveFormat format in (WaveFormat[])[Mono8, WaveFormat.Pcm(24, 1000), WaveFormat.Ima(1, 256), WaveFormat.MsAdpcm(2, 16)])
        {
            byte[] header = WaveBuilder.Riff("RF64").Ds64(ulong.MaxValue).Format(format).Data([], uint.MaxValue).ToArray();
            try
            {
                using WaveSource source = Recordings.Open(new SparseStream(header, length - header.Length));
                float[] last = new float[source.Info.Channels];
                source.Read<float>(source.Info.Frames - 1, last);
            }
            catch (AudioFormatException refusal)
            {
                Assert.True(refusal.Kind is AudioFormatErrorKind.LimitExceeded or AudioFormatErrorKind.Malformed, refusal.Message);
            }
        }
    }

    [Fact]
    public void Opening_a_huge_file_at_an_absurd_rate_allocates_no_window()
    {
        var format = WaveFormat.Pcm(8, 1024, uint.MaxValue);
        byte[] header = WaveBuilder.Riff().Format(format).Data([], uint.MaxValue).ToArray();
        long before = GC.GetAllocatedBytesForCurrentThread();
        using AudioLoader<float> data = AudioLoader.Open(new SparseStream(header, 100 * Giga));
        _ = data[data.Frames - 1, 1023];
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static SparseStream Large(string container, WaveFormat format, long length)
    {
        ulong size = (ulong)length;
        WaveBuilder header = container switch
        {
            "W64" => WaveBuilder.Wave64().Format(format).Data([], size + 24),
            "RIFF" => WaveBuilder.Riff().Format(format).Data([], size),
            _ => WaveBuilder.Riff(container, uint.MaxValue).Ds64(size).Format(format).Data([], uint.MaxValue),
        };
        return new SparseStream(header.ToArray(), length);
    }
}
