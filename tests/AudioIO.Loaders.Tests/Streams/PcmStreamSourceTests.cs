using System.Buffers.Binary;

namespace AudioIO.Tests.Streams;

public class PcmStreamSourceTests
{
    private static readonly long[] Integers = [0, 1, -1, 100, -128, 127, 64];

    [Theory]
    [InlineData(8, false)]
    [InlineData(16, false)]
    [InlineData(16, true)]
    [InlineData(24, false)]
    [InlineData(24, true)]
    [InlineData(32, false)]
    [InlineData(32, true)]
    [InlineData(40, false)]
    [InlineData(64, true)]
    public void Signed_integers_of_any_size_and_order_are_scaled_by_their_own_range(int bits, bool bigEndian)
    {
        // The smallest and largest steps, and the upper byte: what a wrong order or size would mistake.
        long[] values = [.. Integers, .. Integers.Select(value => value << (bits - 8))];
        byte[] bytes = [.. values.SelectMany(value => Stored(value, bits / 8, bigEndian))];
        using AudioLoader<double> data = AudioLoader.Open<double>(
            new MemoryStream(bytes), new PcmFormat(8000, 1, bits) { BigEndian = bigEndian });
        Assert.Equal(values.Select(value => value / Math.Pow(2, bits - 1)), data[.., 0]);
        Assert.Equal(AudioInfo.RawFormat, data.Info.Format);
        Assert.Empty(data.Diagnostics);
    }

    [Fact]
    public void Unsigned_bytes_have_silence_at_128()
    {
        using AudioLoader<float> data = AudioLoader.Open(
            new MemoryStream([128, 0, 255, 64]), new PcmFormat(8000, 2, 8, AudioEncoding.PcmUnsigned));
        Assert.Equal([0f, -1f, 127f / 128, -0.5f], data[..].ToArray());
    }

    [Theory]
    [InlineData(32, false)]
    [InlineData(32, true)]
    [InlineData(64, false)]
    [InlineData(64, true)]
    public void Floats_come_through_untouched_beyond_one_and_without_a_number(int bits, bool bigEndian)
    {
        double[] values = [0.25, -7.5, double.NaN, double.PositiveInfinity, 1];
        byte[] bytes = [.. values.SelectMany(value => bits == 32
            ? Ordered(BitConverter.GetBytes((float)value), bigEndian)
            : Ordered(BitConverter.GetBytes(value), bigEndian))];
        using AudioLoader<double> data = AudioLoader.Open<double>(
            new MemoryStream(bytes), new PcmFormat(8000, 1, bits, AudioEncoding.IeeeFloat) { BigEndian = bigEndian });
        Assert.Equal(values, data[.., 0]);
    }

    // ITU-T G.711: the largest magnitudes and the values nearest to silence.
    [Theory]
    [InlineData(AudioEncoding.MuLaw, new byte[] { 0xFF, 0x80, 0x00 }, new short[] { 0, 32124, -32124 })]
    [InlineData(AudioEncoding.ALaw, new byte[] { 0xD5, 0x55, 0xAA, 0x2A }, new short[] { 8, -8, 32256, -32256 })]
    public void Companded_samples_become_integers_of_16_bits(AudioEncoding encoding, byte[] bytes, short[] expected)
    {
        using AudioLoader<short> data = AudioLoader.Open<short>(new MemoryStream(bytes), new PcmFormat(8000, 1, 8, encoding));
        Assert.Equal(expected, data[.., 0]);
        Assert.Equal(16, data.Info.BitsPerSample);
    }

    [Fact]
    public void Integers_can_be_read_unscaled_and_floats_cannot()
    {
        byte[] bytes = [.. Counted.Bytes(0, 20)];
        using AudioLoader<short> data = AudioLoader.Open<short>(new MemoryStream(bytes), new PcmFormat(8000, 2));
        Assert.Equal(Enumerable.Range(0, 20).Select(Counted.Sample), data[..].ToArray());
        Assert.Throws<InvalidOperationException>(
            () => AudioLoader.Open<int>(new MemoryStream(bytes), new PcmFormat(8000, 1, 32, AudioEncoding.IeeeFloat)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Part_of_a_last_frame_is_left_out_and_named(int extra)
    {
        byte[] bytes = [.. Counted.Bytes(0, 10), .. new byte[extra]];
        using AudioLoader<float> data = AudioLoader.Open(new MemoryStream(bytes), new PcmFormat(8000, 2));
        Assert.Equal(5, data.Frames);
        if (extra == 0)
        {
            Assert.Empty(data.Diagnostics);
            return;
        }
        Diagnostic note = Assert.Single(data.Diagnostics);
        Assert.Equal((DiagnosticKind.Ignored, 20L), (note.Kind, note.Position!.Value));
        Assert.Contains($"{extra} bytes", note.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_begin_where_the_format_says()
    {
        byte[] bytes = [1, 2, 3, .. Counted.Bytes(0, 10)];
        using AudioLoader<short> data = AudioLoader.Open<short>(new MemoryStream(bytes), new PcmFormat(8000, 2) { StartPosition = 3 });
        Assert.Equal(5, data.Frames);
        Assert.Equal([Counted.Sample(0), Counted.Sample(1)], data[0]);
        Assert.Equal([Counted.Sample(8), Counted.Sample(9)], data[4]);
    }

    [Fact]
    public void Nothing_behind_the_start_is_an_empty_array_and_a_start_behind_the_end_an_error()
    {
        using AudioLoader<float> data = AudioLoader.Open(new MemoryStream(new byte[3]), new PcmFormat(8000, 2) { StartPosition = 3 });
        Assert.Equal(0, data.Frames);
        var fault = Assert.Throws<AudioFormatException>(
            () => AudioLoader.Open(new MemoryStream(new byte[3]), new PcmFormat(8000, 2) { StartPosition = 4 }));
        Assert.Equal(AudioFormatErrorKind.Truncated, fault.Kind);
    }

    [Fact]
    public void A_rate_need_not_be_a_whole_number()
    {
        using AudioLoader<float> data = AudioLoader.Open(new MemoryStream(Counted.Bytes(0, 10)), new PcmFormat(24414.0625, 1));
        Assert.Equal(24414.0625, data.Rate);
        Assert.Equal(24414.0625, data.Info.Rate);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_stream_is_closed_with_the_array_unless_it_is_to_stay_open(bool leaveOpen)
    {
        using var stream = new MemoryStream(Counted.Bytes(0, 10));
        AudioLoader.Open(stream, new PcmFormat(8000, 1), new AudioLoaderOptions { LeaveOpen = leaveOpen }).Dispose();
        Assert.Equal(leaveOpen, stream.CanRead);
    }

    [Fact]
    public void A_stream_that_gives_few_bytes_at_a_time_is_read_to_the_end()
    {
        using AudioLoader<short> data = AudioLoader.Open<short>(new ReluctantStream(Counted.Bytes(0, 5000)), new PcmFormat(8000, 1));
        Assert.Equal(Enumerable.Range(0, 5000).Select(Counted.Sample), data[.., 0]);
        Assert.Equal(Counted.Sample(1234), data[1234, 0]);
    }

    [Fact]
    public void A_stream_that_has_shrunk_is_an_error_and_no_sound()
    {
        using var stream = new MemoryStream();
        stream.Write(Counted.Bytes(0, 100));
        using AudioLoader<float> data = AudioLoader.Open(
            stream, new PcmFormat(8000, 1), new AudioLoaderOptions { BufferDuration = TimeSpan.Zero });
        stream.SetLength(100);
        Assert.Equal(Counted.Sample(49) / 32768f, data[49, 0]);
        var fault = Assert.Throws<AudioFormatException>(() => data[40..60]);
        Assert.Equal(AudioFormatErrorKind.Truncated, fault.Kind);
        Assert.Equal(50, fault.StartFrame);
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_refused()
    {
        using var stream = new System.IO.Compression.GZipStream(new MemoryStream(), System.IO.Compression.CompressionMode.Decompress);
        Assert.Throws<ArgumentException>(() => AudioLoader.Open(stream, new PcmFormat(8000, 1)));
        Assert.Throws<ArgumentNullException>(() => AudioLoader.Open((Stream)null!, new PcmFormat(8000, 1)));
        Assert.Throws<ArgumentNullException>(() => AudioLoader.Open(new MemoryStream(), (PcmFormat)null!));
    }

    [Theory]
    [InlineData(0.0, 1, 16, AudioEncoding.PcmSigned)]
    [InlineData(double.NaN, 1, 16, AudioEncoding.PcmSigned)]
    [InlineData(8000.0, 0, 16, AudioEncoding.PcmSigned)]
    [InlineData(8000.0, 1025, 16, AudioEncoding.PcmSigned)]
    [InlineData(8000.0, 1, 0, AudioEncoding.PcmSigned)]
    [InlineData(8000.0, 1, 12, AudioEncoding.PcmSigned)]
    [InlineData(8000.0, 1, 72, AudioEncoding.PcmSigned)]
    [InlineData(8000.0, 1, 16, AudioEncoding.PcmUnsigned)]
    [InlineData(8000.0, 1, 16, AudioEncoding.IeeeFloat)]
    [InlineData(8000.0, 1, 16, AudioEncoding.ALaw)]
    [InlineData(8000.0, 1, 16, AudioEncoding.Flac)]
    public void A_format_that_does_not_exist_is_refused(double rate, int channels, int bits, AudioEncoding encoding) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PcmFormat(rate, channels, bits, encoding));

    [Fact]
    public void A_start_before_the_stream_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PcmFormat(8000, 1) { StartPosition = -1 });

    private static byte[] Stored(long value, int bytes, bool bigEndian)
    {
        var all = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(all, value);
        return Ordered(all[..bytes], bigEndian);
    }

    private static byte[] Ordered(byte[] little, bool bigEndian)
    {
        if (bigEndian) Array.Reverse(little);
        return little;
    }

    /// <summary>At most seven bytes for a call, as streams may.</summary>
    private sealed class ReluctantStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 7)]);
    }
}
