using AudioIO.Tests.Growing;
using static AudioIO.Tests.Recordings;

namespace AudioIO.Tests;

/// <summary>24 bits in containers of four bytes, where only the samples tell which half of the container is in use.</summary>
public class TwentyFourInFourTests
{
    private static readonly WaveFormat Format = WaveFormat.Pcm(24) with { BlockAlign = 4 };

    [Fact]
    public void The_upper_bytes_are_read_where_every_lowest_byte_is_zero()
    {
        using WaveSource source = Open(WaveBuilder.File(Format, [0, 1, 0, 0x40, 0, 0, 0, 0x80]));
        Assert.Equal([0x40000100, int.MinValue], source.ReadAll<int>());
        Assert.Equal([0x40000100 / 2147483648f, -1f], source.ReadAll<float>());
        Assert.Equal((32, 24), (source.Info.BitsPerSample, source.Info.ValidBitsPerSample));
        source.AssertNote(DiagnosticKind.Contradiction, "upper 24 bits");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0xFF)]
    public void The_lower_bytes_are_read_where_a_lowest_byte_is_in_use_whatever_the_fourth_holds(byte fourth)
    {
        using WaveSource source = Open(WaveBuilder.File(Format, [0, 0, 0, 0, 1, 0, 0x40, fourth, 0xFF, 0xFF, 0xFF, fourth]));
        Assert.Equal([0, 0x400001, -1], source.ReadAll<int>());
        Assert.Equal([0, 0x400001 / 8388608f, -1f / 8388608], source.ReadAll<float>());
        Assert.Equal(24, source.Info.BitsPerSample);
        source.AssertNote(DiagnosticKind.Contradiction, "lower 24 bits");
    }

    [Fact]
    public void Big_endian_files_have_their_lowest_byte_last()
    {
        using WaveSource upper = Open(WaveBuilder.File("RIFX", Format, [0x40, 0, 1, 0]));
        using WaveSource lower = Open(WaveBuilder.File("RIFX", Format, [0, 0x40, 0, 1]));
        Assert.Equal([0x40000100], upper.ReadAll<int>());
        Assert.Equal([0x400001], lower.ReadAll<int>());
    }

    [Fact]
    public void Sound_after_a_long_silence_is_still_looked_at()
    {
        byte[] audio = new byte[4 * 100_000];
        for (int i = audio.Length / 2; i < audio.Length; i++) audio[i] = 7;
        using WaveSource source = Open(WaveBuilder.File(Format, audio));
        Assert.Equal(24, source.Info.BitsPerSample);
    }

    // First and later samples: with none before, or none that tell otherwise, there is nothing to go back on.
    [Theory]
    [InlineData(0, false, false)]
    [InlineData(0, true, false)]
    [InlineData(3, false, false)]
    [InlineData(3, true, true)]
    public void Samples_that_tell_another_half_than_the_first_ones_did_are_refused_in_refreshing(int first, bool isLower, bool isRefused)
    {
        byte[] upper = [.. Enumerable.Range(0, first).SelectMany(_ => (byte[])[0, 1, 2, 3])];
        byte[] later = [.. Enumerable.Range(0, 50).SelectMany(i => (byte[])[(byte)(isLower ? i : 0), 1, 2, 0])];
        using var recorder = new Recorder(WaveBuilder.Riff().Format(Format).Data(upper, 0).ToArray());
        using var source = (WaveSource)AudioLoader.OpenSource(recorder.Path);
        int[] before = source.ReadAll<int>();
        recorder.Append(later);
        if (isRefused)
        {
            var fault = Assert.Throws<AudioFormatException>(() => source.Refresh());
            Assert.Equal(AudioFormatErrorKind.Changed, fault.Kind);
            Assert.Contains("Opened again", fault.Message, StringComparison.Ordinal);
            // It is not forgotten the next time.
            Assert.Throws<AudioFormatException>(() => source.Refresh());
            Assert.Equal(before, source.ReadAll<int>());
            return;
        }
        Assert.Equal(50, source.Refresh());
        using AudioSource anew = AudioLoader.OpenSource(recorder.Path);
        Assert.Equal(anew.Info, source.Info);
        Assert.Equal(anew.ReadAll<int>(), source.ReadAll<int>());
    }
}
