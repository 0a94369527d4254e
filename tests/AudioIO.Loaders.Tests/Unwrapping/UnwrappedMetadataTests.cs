using System.Text;

namespace AudioIO.Tests.Unwrapping;

public class UnwrappedMetadataTests
{
    private static readonly byte[] File = WaveBuilder.Riff()
        .Format(WaveFormat.Pcm(16))
        .Chunk("guan", Encoding.UTF8.GetBytes("GUANO|Version: 1.0\nGain: 20 mV\nPET|Gain: 6 dB\nNote: Gain 3"))
        .Data(new byte[200])
        .ToArray();

    [Theory]
    [InlineData(UnwrapMode.Clip, 20)]
    [InlineData(UnwrapMode.Widen, 20)]
    [InlineData(UnwrapMode.Scale, 40)]
    public void Halving_the_samples_doubles_the_gain(UnwrapMode mode, double gain)
    {
        using AudioLoader<float> data = AudioLoader.Open(
            new MemoryStream(File), new AudioLoaderOptions { Unwrap = new UnwrapOptions(0.75, mode) });
        Assert.Equal(new Quantity(gain, "mV"), data.Metadata.Gain);
        Assert.Equal(new Quantity(gain, "mV"), data.Files[0].Metadata.Gain);
        Assert.Equal(100, data.Files[0].FrameCount);
        Assert.Equal("Gain 3", data.Metadata["Note"]);
        Assert.Equal(3, data.Metadata.Chunks.Count);
    }

    [Fact]
    public void Decibels_grow_by_six()
    {
        using AudioLoader<float> data = AudioLoader.Open(
            new MemoryStream(File), new AudioLoaderOptions { Unwrap = new UnwrapOptions(0.75, UnwrapMode.Scale) });
        Assert.True(data.Metadata.TryGetNumber("PET.Gain", out double value, out string unit));
        Assert.Equal("dB", unit);
        Assert.Equal(12.02, value, 0.001);
    }
}
