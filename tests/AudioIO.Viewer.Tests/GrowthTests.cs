using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using AudioIO.Samples.Viewer;

namespace AudioIO.Viewer.Tests;

/// <summary>A recording that is still being written is followed.</summary>
public sealed class GrowthTests : ViewerTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_recorder_writes_is_shown(bool isJoined)
    {
        using var recorder = new WaveWriter(Here.PathOf("20240601_220002.wav"), 8000, 1, WaveEncoding.Pcm16);
        Record(recorder, 16_000);
        string[] before = isJoined ? [Here.WriteWave("20240601_220000.wav", 8000, 1, 16_000, (_, _) => 0)] : [];
        int first = isJoined ? 16_000 : 0;
        Start(new ViewerOptions { Paths = [.. before, Here.PathOf("20240601_220002.wav")], LookEvery = TimeSpan.FromMilliseconds(10) });
        JsonNode condition = await Json("condition");
        Assert.Equal((first + 16_000, false), ((int)condition["frames"]!, (bool)condition["isLive"]!));
        (EntityTagHeaderValue? inside, EntityTagHeaderValue? end) = (await Tag("waveform?step=1&index=0"), await Tag($"waveform?step=1&index={(first + 15_999) / 1024}"));

        Record(recorder, 30_000);
        condition = await Until(now => (int)now["frames"]! == first + 46_000);
        Assert.True((bool)condition["isLive"]!);
        JsonNode recording = await Json("recording");
        Assert.Equal(first + 46_000, (int)recording["frames"]!);
        Assert.Equal(46_000, (int)recording["files"]!.AsArray()[^1]!["frameCount"]!);
        // Only what touched the end has become another one.
        Assert.Equal(inside, await Tag("waveform?step=1&index=0"));
        Assert.NotEqual(end, await Tag($"waveform?step=1&index={(first + 15_999) / 1024}"));
        float[] tile = MemoryMarshal.Cast<byte, float>(await Bytes($"waveform?step=1&index={(first + 15_999) / 1024}")).ToArray();
        Assert.All(tile.AsSpan(0, 1024).ToArray(), value => Assert.False(float.IsNaN(value)));
        Assert.NotEmpty(await Bytes($"spectrogram?size=256&step=128&index={(first + 45_999) / (256 * 128)}"));
        Assert.NotEmpty(await Bytes($"audio.wav?start={first + 40_000}&count=6000"));

        // The overview comes after.
        condition = await Until(now => (double)now["filled"]! == 1);
        float[] all = MemoryMarshal.Cast<byte, float>(await Bytes("waveform?step=256&index=0")).ToArray();
        Assert.Equal(((first + 46_000) / 256) + 1, all.AsSpan(0, 1024).ToArray().Count(value => !float.IsNaN(value)));
    }

    [Fact]
    public async Task A_file_that_became_shorter_is_said_and_no_longer_followed()
    {
        string path = Tone("last.wav");
        Start(new ViewerOptions { Paths = [Tone(), path], LookEvery = TimeSpan.FromMilliseconds(10) });
        await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path))[..30]);
        await Until(now => now["diagnostics"]!.AsArray().Any(entry => ((string)entry!).StartsWith("What has been recorded since is not shown: ", StringComparison.Ordinal)));
        Assert.Equal(24_000, (int)(await Json("condition"))["frames"]!);
    }

    private static void Record(WaveWriter recorder, int frames)
    {
        float[] samples = new float[frames];
        for (int i = 0; i < frames; i++) samples[i] = (float)ToneAt(i, 0);
        recorder.Write(samples);
        recorder.Flush();
    }

    private async Task<EntityTagHeaderValue?> Tag(string path)
    {
        using HttpResponseMessage answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.EnsureSuccessStatusCode().Headers.ETag;
    }
}
