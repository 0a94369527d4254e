using System.Diagnostics;
using System.Text.Json;
using AudioIO.Tests.Derived;
using AudioIO.Tests.Overviews;

namespace AudioIO.Tests.Tools;

/// <summary>What waveform-data.js reads in what is written for it. Needs node and npm, and the package from its registry.</summary>
[Trait("Needs", "tools")]
public sealed class WaveformDataToolsTests : IDisposable
{
    private const string Script = """
        const { default: WaveformData } = require('waveform-data');
        const w = (WaveformData ?? require('waveform-data')).create(new Uint8Array(require('fs').readFileSync(process.argv[2])).buffer);
        const channels = [...Array(w.channels).keys()].map(c => w.channel(c));
        console.log(JSON.stringify({
          rate: w.sample_rate, scale: w.scale, length: w.length, bits: w.bits, duration: w.duration,
          min: channels.map(c => c.min_array()), max: channels.map(c => c.max_array())
        }));
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ToolsTheory]
    [InlineData(8)]
    [InlineData(16)]
    public void It_reads_what_was_written(int bits)
    {
        const int Start = 1000, Count = 90_000, FramesPerPixel = 512;
        float[] values = Sound.Noise(200_000, bits);
        using var recording = new Recording<float>(values, 2, 48_000);
        using Overview<float> overview = recording.Overview();
        overview.Build();
        string file = _folder["night.dat"];
        using (FileStream stream = File.Create(file)) overview.WriteWaveformData(stream, Start, Count, FramesPerPixel, bits);
        Run("npm", "install", "--prefix", _folder["."], "--no-audit", "--no-fund", "waveform-data@4.5.2");
        File.WriteAllText(_folder["read.js"], Script);
        JsonElement read = JsonDocument.Parse(Run("node", _folder["read.js"], file)).RootElement;
        const int Pixels = (Count + FramesPerPixel - 1) / FramesPerPixel;
        Assert.Equal((48_000, FramesPerPixel, Pixels, bits), (Number("rate"), Number("scale"), Number("length"), Number("bits")));
        for (int pixel = 0; pixel < Pixels; pixel++)
        {
            int first = Start + (pixel * FramesPerPixel), stop = Math.Min(first + FramesPerPixel, Start + Count);
            for (int c = 0; c < 2; c++)
            {
                IEnumerable<float> all = Enumerable.Range(first, stop - first).Select(frame => values[(2 * frame) + c]);
                int full = 1 << (bits - 1);
                Assert.Equal(Math.Clamp(Math.Round(all.Min() * full), -full, full - 1), read.GetProperty("min")[c][pixel].GetInt32());
                Assert.Equal(Math.Clamp(Math.Round(all.Max() * full), -full, full - 1), read.GetProperty("max")[c][pixel].GetInt32());
            }
        }

        int Number(string name) => read.GetProperty(name).GetInt32();
    }

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {output}");
        return output;
    }
}
