using AudioIO.Tests.Contract;
using NAudio.Wave;

namespace AudioIO.Tests.Aiff;

/// <summary>AIFF and AIFF-C, sample by sample.</summary>
public sealed class AiffTests
{
    private readonly short[] _shorts = [.. Enumerable.Range(0, 600).Select(i => (short)((i * 7919) - 30_000))];

    [Theory]
    [InlineData(null)]
    [InlineData("NONE")]
    [InlineData("twos")]
    [InlineData("sowt")]
    public void Integers_of_16_bits_are_read_in_either_byte_order(string? type)
    {
        byte[] stored = Opened.Bytes(_shorts);
        if (type != "sowt") stored = AiffMaker.Turned(stored, 2);
        using AudioSource source = Opened.Source(AiffMaker.File(stored, 2, 16, type, rate: 22_050.5, offset: 6));
        Assert.Equal((type is null ? "AIFF" : "AIFC", 300, 2, 22_050.5), (source.Info.Format, source.Info.Frames, source.Info.Channels, source.Info.Rate));
        Assert.Equal(_shorts, source.ReadAll<short>());
        Assert.Empty(source.Diagnostics);
    }

    [Theory]
    [InlineData(8, 8, 1)]
    [InlineData(12, 16, 1)]
    [InlineData(20, 24, 3)]
    [InlineData(24, 24, 2)]
    [InlineData(32, 32, 1)]
    public void Integers_of_any_bits_are_signed_and_fill_their_bytes_from_above(int bits, int stored, int channels)
    {
        int[] values = [.. Enumerable.Range(0, 60).Select(i => (i * 715_827_883) >> (32 - bits) << (stored - bits))];
        byte[] bytes = [.. values.SelectMany(value => BitConverter.GetBytes(value)[..(stored / 8)].Reverse())];
        using AudioSource source = Opened.Source(AiffMaker.File(bytes, channels, bits));
        Assert.Equal((stored, bits), (source.Info.BitsPerSample, source.Info.ValidBitsPerSample));
        Assert.Equal(values, source.ReadAll<int>());
    }

    [Fact]
    public void Floats_and_companded_samples_are_read()
    {
        float[] floats = [.. Enumerable.Range(0, 100).Select(i => (i - 50) / 37f)];
        using (AudioSource source = Opened.Source(AiffMaker.File(AiffMaker.Turned(Opened.Bytes(floats), 4), 1, 32, "fl32")))
            Bitwise.Same(floats, source.ReadAll<float>(), "32 bits");
        double[] doubles = [.. floats.Select(value => value / 3.0)];
        using (AudioSource source = Opened.Source(AiffMaker.File(AiffMaker.Turned(Opened.Bytes(doubles), 8), 2, 64, "fl64")))
            Bitwise.Same(doubles, source.ReadAll<double>(), "64 bits");
        using (AudioSource source = Opened.Source(AiffMaker.File([0xFF, 0x80, 0x00], 1, 16, "ulaw")))
            Assert.Equal([0, 32124, -32124], source.ReadAll<int>());
        using (AudioSource source = Opened.Source(AiffMaker.File([0xD5, 0x55], 1, 16, "alaw")))
            Assert.Equal([8, -8], source.ReadAll<int>());
    }

    [Fact]
    public void NAudio_reads_the_same_of_what_it_reads()
    {
        byte[] file = AiffMaker.File(AiffMaker.Turned(Opened.Bytes(_shorts), 2), 2, 16);
        using var reader = new AiffFileReader(new MemoryStream(file));
        byte[] expected = new byte[reader.Length];
        reader.ReadExactly(expected);
        using AudioSource source = Opened.Source(file);
        Assert.Equal(expected, Opened.Bytes(source.ReadAll<short>()));
        using var written = new TemporaryFolder();
        using (var stream = new MemoryStream(expected))
        using (var raw = new RawSourceWaveStream(stream, reader.WaveFormat)) AiffFileWriter.CreateAiffFile(written["a.aiff"], raw);
        using AudioLoader<float> again = NAudioLoader.Open(written["a.aiff"]);
        Assert.Equal([.. _shorts.Select(s => s / 32768f)], again.View(0, 300).Span.ToArray());
    }

    [Fact]
    public void Compressed_ones_are_refused_by_name_and_broken_headers_with_their_byte()
    {
        AudioFormatException refusal = Opened.Refusal(AiffMaker.File(new byte[100], 1, 16, "ima4"));
        Assert.Equal(AudioFormatErrorKind.Unsupported, refusal.Kind);
        Assert.Contains("'ima4'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(AudioFormatErrorKind.Malformed, Opened.Refusal(AiffMaker.File(new byte[100], 0, 16, frames: 50)).Kind);
        Assert.Equal(AudioFormatErrorKind.Malformed, Opened.Refusal(AiffMaker.File(new byte[100], 1, 40)).Kind);
    }

    [Fact]
    public void Every_truncation_is_read_as_far_as_it_goes_or_refused()
    {
        byte[] file = AiffMaker.File(AiffMaker.Turned(Opened.Bytes(_shorts[..40]), 2), 2, 16);
        for (int length = 0; length < file.Length; length++)
        {
            try
            {
                using AudioSource source = Opened.Source(file[..length]);
                Assert.Equal(_shorts[..(int)(2 * source.Info.Frames)], source.ReadAll<short>());
                if (source.Info.Frames < 20) source.AssertNote(DiagnosticKind.Truncated, "before the header says");
            }
            catch (AudioFormatException refusal)
            {
                Assert.InRange(refusal.Kind, AudioFormatErrorKind.Malformed, AudioFormatErrorKind.Unsupported);
            }
        }
    }

    [Fact]
    public void A_length_that_was_never_written_is_that_of_the_file()
    {
        byte[] file = AiffMaker.File(AiffMaker.Turned(Opened.Bytes(_shorts), 2), 2, 16);
        int sound = file.AsSpan().IndexOf("SSND"u8);
        file = file[..(sound + 16 + (2 * _shorts.Length))];
        file.AsSpan(sound + 4, 4).Clear();
        using AudioSource source = Opened.Source(file);
        Assert.Equal(_shorts, source.ReadAll<short>());
        source.AssertNote(DiagnosticKind.Recovered, "was never written");
    }

    [Fact]
    public void What_the_header_counts_is_compared_with_what_is_there()
    {
        using AudioSource source = Opened.Source(AiffMaker.File(AiffMaker.Turned(Opened.Bytes(_shorts), 2), 2, 16, frames: 299));
        Assert.Equal(300, source.Info.Frames);
        source.AssertNote(DiagnosticKind.Contradiction, "counts 299 frames, the audio has 300");
    }

    [Fact]
    public void Every_flipped_byte_of_the_header_is_read_or_refused()
    {
        byte[] file = AiffMaker.File(AiffMaker.Turned(Opened.Bytes(_shorts[..40]), 2), 2, 16, "twos");
        int end = file.AsSpan().IndexOf("SSND"u8) + 16;
        for (int bit = 0; bit < 8 * end; bit++)
        {
            byte[] flipped = [.. file];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                using AudioSource source = Opened.Source(flipped);
                if (source.Info.Frames < 1000) source.ReadAll<double>();
            }
            catch (AudioFormatException)
            {
                // Refused.
            }
        }
    }
}

public class AiffContract : BufferedArrayContract<short>
{
    private readonly short[] _samples = [.. Enumerable.Range(0, 900).Select(i => (short)(i * 321))];

    protected override ExpectedFrames<short> Expected => field ??= new(_samples, 3);

    protected override BufferedArray<short> Create(int bufferFrames, int backFrames)
    {
        byte[] file = AiffMaker.File(AiffMaker.Turned(Opened.Bytes(_samples), 2), 3, 16, offset: 2);
        AudioLoader<short> data = AudioLoader.Open<short>(new MemoryStream(file), Opened.Options);
        (data.BufferFrames, data.BackFrames) = (bufferFrames, backFrames);
        return data;
    }
}
