using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NAudio.Wave;
using NAudio.Wave.SampleProviders;

namespace AudioIO.Tests;

/// <summary>What the README says of NAudio is true: its code is the code of this file, which runs.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Song => _folder["song.mp3"];

    private string Wave => _folder["song.wav"];

    [Fact]
    public void Recordings_go_to_NAudio_and_come_back()
    {
        byte[][] frames = new Mp3Maker(1) { Mode = 1, BitRates = [9] }.Frames(60);
        File.WriteAllBytes(Song, [.. frames.SelectMany(f => f)]);

        using AudioLoader<float> song = NAudioLoader.Open(Song);
        float[] second = song[^44100.., 0];               // the bits that decoding from the beginning gives, at once

        using WaveStream wave = song.ToWaveStream();      // for players and writers; CurrentTime is exact to the frame
        WaveFileWriter.CreateWaveFile(Wave, wave);
        using SignalSampleProvider samples = song.ToSampleProvider();
        var slower = new WdlResamplingSampleProvider(samples, 22050);

        using Signal<float> signal = new WaveFileReader(Wave).ToSignal(); // any WaveStream that can seek
        Assert.Equal(PlainDecoder.Decode(frames).Where((_, i) => i % 2 == 0).TakeLast(44100), second);
        Assert.Equal(60 * 1152, signal.Frames);
        Assert.Equal(1000, slower.Read(new float[1000]));
    }

    [Fact]
    public void The_readmes_show_what_runs()
    {
        string here = File.ReadAllText(Path.Combine(Folder(), "ReadmeTests.cs"));
        foreach (string readme in (string[])["../../README.md", "../../src/AudioIO.NAudio/README.md"])
        {
            string text = File.ReadAllText(Path.Combine(Folder(), readme));
            string[] blocks = [.. Code().Matches(text).Select(match => match.Groups[1].Value).Where(code => code.Contains("NAudio", StringComparison.Ordinal))];
            Assert.NotEmpty(blocks);
            IEnumerable<string> shown = blocks.SelectMany(block => block.Split('\n')).Select(line => Remark().Replace(line, "").Trim());
            foreach (string line in shown.Where(line => line.Length > 0))
                Assert.Contains(line.Replace("\"song.mp3\"", "Song", StringComparison.Ordinal).Replace("\"song.wav\"", "Wave", StringComparison.Ordinal), here, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex("```cs(?:harp)?\\r?\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\s*//.*")]
    private static partial Regex Remark();
}
