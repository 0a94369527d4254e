using AudioIO.Samples.Viewer;

namespace AudioIO.Viewer.Tests;

/// <summary>Coarse spectrograms are there at once the second time.</summary>
public sealed class KeptSpectrogramTests : ViewerTest
{
    private const string Tile = "spectrogram?size=64&step=16384&index=0";

    [Fact]
    public async Task What_was_a_preview_the_first_time_is_whole_from_then_on()
    {
        string[] paths = [.. Enumerable.Range(0, 3).Select(i => Here.WriteWave($"{i}.wav", 8000, 2, 300_001, (frame, channel) => Noise((2 * ((i * 300_001) + frame)) + channel)))];
        var options = new ViewerOptions { Paths = paths, Cache = Here.PathOf("cache") };
        Start(options);
        string preview = $"{Tile}&channel=1&peak=1&quality=1";
        Assert.Equal(("1/512", false), await Taken(preview));
        await Until(now => (double)now["filled"]! == 1 && (double)now["filledSpectra"]! == 1);
        Assert.Equal(("512/512", true), await Taken(preview));
        Assert.Equal(3, Directory.GetFiles(Here.PathOf("cache"), "*.spectrogram").Length);
        Stop();

        Start(options);
        Assert.Equal(("512/512", true), await Taken(preview));
        byte[][] kept = [await Bytes(preview), await Bytes($"{Tile}&channel=0&peak=0&quality=1")];
        Stop();

        // All spectra, computed at once.
        Start(options with { Cache = null });
        byte[][] computed = [await Bytes($"{Tile}&channel=1&peak=1"), await Bytes($"{Tile}&channel=0&peak=0")];
        Assert.Equal(computed[0], kept[0]);
        for (int i = 0; i < kept[1].Length; i++) Assert.InRange(kept[1][i], computed[1][i] - 1, computed[1][i] + 1);
        Assert.Contains(kept[1], level => level > 0);
    }

    private static double Noise(int i) => ((i * 7919L % 20011) / 20011.0) - 0.5;

    private async Task<(string Taken, bool IsFinal)> Taken(string path)
    {
        using HttpResponseMessage answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
        return (Assert.Single(answer.EnsureSuccessStatusCode().Headers.GetValues("X-Taken")), answer.Headers.ETag is not null);
    }
}
