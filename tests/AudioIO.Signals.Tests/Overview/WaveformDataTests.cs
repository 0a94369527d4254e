using System.Buffers.Binary;
using AudioIO.Tests.Derived;

namespace AudioIO.Tests.Overviews;

public class WaveformDataTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 100)]
    [InlineData(1, 256)]
    [InlineData(2, 1000)]
    [InlineData(3, 8192)]
    [InlineData(1, 70_001)]
    public void A_pixel_has_the_smallest_and_largest_value_of_its_frames(int channels, int framesPerPixel)
    {
        const int Start = 12_345, Count = 150_000;
        float[] values = Sound.Noise(200_000 * channels, framesPerPixel);
        // Pixels reach over breaks: nothing in the file could say otherwise.
        using var recording = new Recording<float>(values, channels, 44_100.4, 60_000, 60_001, 131_072);
        using Overview<float> overview = recording.Overview();
        overview.Build();
        using var stream = new MemoryStream();
        overview.WriteWaveformData(stream, Start, Count, framesPerPixel, bits: 16);
        byte[] file = stream.ToArray();
        int pixels = (Count + framesPerPixel - 1) / framesPerPixel;
        Assert.Equal(24 + (pixels * channels * 4), file.Length);
        int[] header = [.. Enumerable.Range(0, 6).Select(i => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4 * i)))];
        Assert.Equal([2, 0, 44_100, framesPerPixel, pixels, channels], header);
        for (int pixel = 0, at = 24; pixel < pixels; pixel++)
        {
            int first = Start + (pixel * framesPerPixel), stop = Math.Min(first + framesPerPixel, Start + Count);
            for (int c = 0; c < channels; c++, at += 4)
            {
                IEnumerable<float> all = Enumerable.Range(first, stop - first).Select(frame => values[(frame * channels) + c]);
                Assert.Equal(all.Min() * 32768, BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(at)));
                Assert.Equal(all.Max() * 32768, BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(at + 2)));
            }
        }
    }

    [Fact]
    public void Values_are_rounded_and_clipped_and_those_that_are_none_are_silence()
    {
        float[] values = [1, 1.5f, -1, -2, 0.5f, 0.004f, float.NaN, float.PositiveInfinity];
        using var recording = new Recording<float>(values);
        using Overview<float> overview = recording.Overview();
        using var stream = new MemoryStream();
        overview.WriteWaveformData(stream, 0, values.Length, 1);
        sbyte[] written = [.. stream.ToArray().Skip(24).Select(value => unchecked((sbyte)value))];
        Assert.Equal([127, 127, -128, -128, 64, 1, 0, 127], written.Where((_, i) => i % 2 == 0));
        Assert.Equal(1, stream.ToArray()[4]);
    }

    [Fact]
    public void Integers_of_16_bits_are_written_as_they_are()
    {
        short[] values = [short.MinValue, -1, 0, 1, short.MaxValue];
        using var recording = new Recording<short>(values);
        using Overview<short> overview = recording.Overview();
        using var stream = new MemoryStream();
        overview.WriteWaveformData(stream, 0, 5, 1, bits: 16);
        byte[] file = stream.ToArray();
        Assert.Equal(values, Enumerable.Range(0, 5).Select(i => BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(24 + (4 * i)))));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        using var recording = new Recording<float>(new float[100]);
        using Overview<float> overview = recording.Overview();
        using var stream = new MemoryStream();
        Assert.Throws<ArgumentOutOfRangeException>(() => overview.WriteWaveformData(stream, 0, 101, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => overview.WriteWaveformData(stream, 0, 100, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => overview.WriteWaveformData(stream, 0, 100, 1, bits: 12));
        Assert.Throws<ArgumentOutOfRangeException>(() => overview.WriteWaveformData(stream, 0, 100, 1, fullScale: 0));
        Assert.Equal(0, stream.Length);
    }
}
