using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using AudioIO.Tests.Tools;

namespace AudioIO.Tests.Export;

/// <summary>What is written here is read by others as it was meant.</summary>
[Trait("Needs", "tools")]
public sealed class ExportToolsTests : IDisposable
{
    private const int Frames = 1001;

    private readonly Programs _programs = new();

    public void Dispose() => _programs.Dispose();

    public static TheoryData<WaveEncoding, bool> Kinds()
    {
        var kinds = new TheoryData<WaveEncoding, bool>();
        foreach (WaveEncoding encoding in Enum.GetValues<WaveEncoding>())
        {
            kinds.Add(encoding, false);
            kinds.Add(encoding, true);
        }
        return kinds;
    }

    [ToolsTheory]
    [MemberData(nameof(Kinds))]
    public void Files_read_equal_in_libsndfile_sox_and_ffmpeg(WaveEncoding encoding, bool isWide)
    {
        foreach (int channels in new[] { 1, 2, 3, 6, 8, 32 })
        {
            // Within ±1 and 24 bits, which each of them hands through.
            double[] values = Written.Exact(Written.Bits(encoding) > 24 ? WaveEncoding.Pcm24 : encoding, Frames * channels);
            string file = _programs.Path($"{channels}.wav");
            var options = new WaveWriterOptions { MaxRiffBytes = isWide ? 0 : WaveHeader.MaxRiffBytes };
            using (var writer = new WaveWriter(file, 48_000, channels, encoding, options)) writer.Write(values);

            Assert.Equal(values, Programs.ReadWithLibsndfile(file));
            Assert.Equal(values, ReadWithFfmpeg(file));
            // sox knows no RF64.
            if (!isWide) Assert.Equal(values, ReadWithSox(file));
        }
    }

    [ToolsTheory]
    [InlineData(1)]
    [InlineData(6)]
    public void Files_that_were_never_finished_read_in_others_up_to_the_last_flush(int channels)
    {
        double[] values = Written.Exact(WaveEncoding.Pcm16, Frames * channels);
        string file = _programs.Path("killed.wav");
        using var writer = new WaveWriter(file, 48_000, channels, WaveEncoding.Pcm16);
        writer.Write(values);
        writer.Flush();
        Assert.Equal(values, Programs.ReadWithLibsndfile(file));
        Assert.Equal(values, ReadWithSox(file));
        Assert.Equal(values, ReadWithFfmpeg(file));
    }

    [ToolsTheory]
    [InlineData(1)]
    public void Metadata_are_read_by_exiftool(int channels)
    {
        var metadata = new WaveMetadata
        {
            Broadcast = new BroadcastMetadata
            {
                Description = "two owls",
                Originator = "Recorder 7",
                Origination = new DateTime(2024, 6, 1, 22, 0, 1),
                TimeReference = 3_801_648_000,
            },
            Guano = new Dictionary<string, string> { ["Timestamp"] = "2024-06-01T22:00:01+02:00", ["Make"] = "AudioIO" },
            IXml = "<?xml version=\"1.0\"?><BWFXML><PROJECT>Owls</PROJECT></BWFXML>",
            Info = new Dictionary<string, string> { ["INAM"] = "Nachtigall", ["IART"] = "nobody" },
        };
        string path = _programs.Path("in.wav");
        using (var writer = new WaveWriter(path, 48_000, channels, WaveEncoding.Pcm16, new WaveWriterOptions { Metadata = metadata }))
            writer.Write(new short[96_000 * channels]);
        using (WaveSource source = Recordings.Open(path)) source.Export(_programs.Path("out.wav"), 48_000, 24_000);

        Dictionary<string, string> read = ReadWithExiftool(_programs.Path("out.wav"));
        Assert.Equal("two owls", read["Description"]);
        Assert.Equal("Recorder 7", read["Originator"]);
        Assert.Equal("2024:06:01 22:00:02", read["DateTimeOriginal"]);
        Assert.Equal($"{3_801_648_000 + 48_000}", read["TimeReference"]);
        Assert.Equal("Nachtigall", read["Title"]);
        Assert.Equal("nobody", read["Artist"]);
        Assert.Equal("Owls", read["BwfxmlProject"]);
        Assert.Equal("48000", read["SampleRate"]);
        Assert.DoesNotContain("Warning", read.Keys);
        Assert.DoesNotContain("Error", read.Keys);
    }

    private static double[] ReadWithFfmpeg(string file)
    {
        string raw = file + ".f64";
        Programs.Run("ffmpeg", "-v", "error", "-i", file, "-f", "f64le", "-y", raw);
        return MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(raw)).ToArray();
    }

    private static double[] ReadWithSox(string file)
    {
        string raw = file + ".s32";
        Programs.Run("sox", "-D", file, "-t", "raw", "-e", "signed-integer", "-b", "32", "-L", raw);
        return [.. MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(raw)).ToArray().Select(value => Math.ScaleB(value, -31))];
    }

    private static Dictionary<string, string> ReadWithExiftool(string file)
    {
        using Process process = Process.Start(new ProcessStartInfo("exiftool", ["-j", file]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return JsonDocument.Parse(output).RootElement[0].EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.ToString());
    }
}
