using System.Globalization;
using System.Text.Json;
using AudioIO.Samples.Inspect;
using AudioIO.Samples.Terminal;
using Snapshooter.Xunit;
using Spectre.Console;
using InspectProgram = AudioIO.Samples.Inspect.Program;

namespace AudioIO.Samples.Tests;

public sealed class InspectProgramTests : IDisposable
{
    private readonly Workspace _here = new();

    public void Dispose() => _here.Dispose();

    [Fact]
    public void A_sound_file_is_described()
    {
        Assert.Equal(0, Run(Ramp(), "--at", "0:00.5", "--count", "4"));

        Snapshot.Match(_here.Printed(_here.Output));
    }

    [Fact]
    public void Faults_of_a_file_are_listed_with_their_positions()
    {
        string path = Ramp();
        using (FileStream file = File.OpenWrite(path)) file.SetLength(44 + (4 * 1000) + 3);

        Assert.Equal(0, Run(path));

        Snapshot.Match(_here.Printed(_here.Output));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void No_terminal_is_so_narrow_that_numbers_of_many_channels_break(int width)
    {
        string path = _here.WriteWave("many.wav", 8000, 12, 10, (frame, channel) => ((100 * channel) + frame) / 32768.0);
        using AudioLoader<double> data = AudioLoader.Open<double>(path);
        var options = new InspectOptions { Paths = [path] };
        RecordingReport report = RecordingReport.Of(options, data, SampleExcerpt.Read(data, TimeSpan.Zero, 10));
        IAnsiConsole console = Screen.On(_here.Output);
        console.Profile.Width = width;

        TextReport.Write(report, console);

        string[] printed = _here.Printed(_here.Output).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (int channel = 0; channel < 12; channel++)
        {
            for (int frame = 0; frame < 10; frame++)
                Assert.Contains((((100 * channel) + frame) / 32768.0).ToString("F5", CultureInfo.InvariantCulture), printed);
        }
    }

    [Fact]
    public void Json_says_the_same_to_programs()
    {
        string path = Ramp();

        Assert.Equal(0, Run(path, "--json", "--at", "0.5", "--count", "4"));

        using JsonDocument json = JsonDocument.Parse(_here.Output.ToString());
        JsonElement root = json.RootElement;
        Assert.Equal(path, root.GetProperty("path").GetString());
        Assert.Equal(44 + (4 * 8000), root.GetProperty("sizeBytes").GetInt64());
        Assert.Equal("RIFF", root.GetProperty("format").GetString());
        Assert.Equal("pcmSigned", root.GetProperty("encoding").GetString());
        Assert.Equal(16, root.GetProperty("bitsPerSample").GetInt32());
        Assert.Equal(8000, root.GetProperty("rate").GetDouble());
        Assert.Equal(2, root.GetProperty("channels").GetInt32());
        Assert.Equal(8000, root.GetProperty("frames").GetInt64());
        Assert.Equal(1, root.GetProperty("durationSeconds").GetDouble());
        Assert.Equal(0, root.GetProperty("diagnostics").GetArrayLength());
        JsonElement samples = root.GetProperty("samples");
        Assert.Equal(4000, samples.GetProperty("atFrame").GetInt64());
        Assert.Equal(3998, samples.GetProperty("startFrame").GetInt64());
        Assert.Equal(4, samples.GetProperty("values").GetArrayLength());
        // Frame i holds i in channel 0 and −i in channel 1, as integers of 16 bits.
        Assert.Equal(4001 / 32768.0, samples.GetProperty("values")[3][0].GetDouble());
        Assert.Equal(-4001 / 32768.0, samples.GetProperty("values")[3][1].GetDouble());
    }

    [Fact]
    public void Without_a_time_json_has_no_samples()
    {
        Assert.Equal(0, Run(Ramp(), "--json"));

        using JsonDocument json = JsonDocument.Parse(_here.Output.ToString());
        Assert.False(json.RootElement.TryGetProperty("samples", out _));
    }

    [Theory]
    [InlineData("0", 8, 0, 8)]
    [InlineData("0.999875", 8, 7992, 8)]
    [InlineData("0.5", 100_000, 0, 8000)]
    [InlineData("0.5", 1, 4000, 1)]
    public void Near_the_ends_the_excerpt_stays_within_the_recording(string at, int count, long start, int length)
    {
        Assert.Equal(0, Run(Ramp(), "--json", "--at", at, "--count", $"{count}"));

        using JsonDocument json = JsonDocument.Parse(_here.Output.ToString());
        JsonElement samples = json.RootElement.GetProperty("samples");
        Assert.Equal(start, samples.GetProperty("startFrame").GetInt64());
        Assert.Equal(length, samples.GetProperty("values").GetArrayLength());
    }

    [Fact]
    public void Samples_that_are_no_numbers_still_give_json()
    {
        string path = _here.PathOf("nan.wav");
        File.WriteAllBytes(path, FloatWave(float.NaN, float.PositiveInfinity, 0.25f));

        Assert.Equal(0, Run(path, "--json", "--at", "0", "--count", "3"));

        using JsonDocument json = JsonDocument.Parse(_here.Output.ToString());
        JsonElement values = json.RootElement.GetProperty("samples").GetProperty("values");
        Assert.Equal(["NaN", "Infinity", "0.25"], values.EnumerateArray().Select(frame => frame[0].ToString()));
    }

    [Theory]
    [InlineData("Could not find file", "missing.wav")]
    [InlineData("which lasts 0:01.000", "ramp.wav", "--at", "1")]
    [InlineData("not between 1 and 100000", "ramp.wav", "--at", "0", "--count", "0")]
    [InlineData("no time; write seconds", "ramp.wav", "--at", "noon")]
    [InlineData("There is no option '--bogus'", "ramp.wav", "--bogus")]
    [InlineData("", "text.wav")]
    public void A_failure_is_one_line_and_exit_code_1(string expected, params string[] args)
    {
        Ramp();
        File.WriteAllText(_here.PathOf("text.wav"), "This is no recording, whatever its name says.");
        args[0] = _here.PathOf(args[0]);

        Assert.Equal(1, Run(args));

        Assert.Matches(@"\AError: [^\n]+\n\z", _here.Printed(_here.Error));
        Assert.Contains(expected, _here.Printed(_here.Error), StringComparison.Ordinal);
        Assert.Equal("", _here.Printed(_here.Output));
    }

    [Fact]
    public void A_missing_argument_is_one_line_and_exit_code_1()
    {
        Assert.Equal(1, Run());
        Assert.Matches(@"\AError: [^\n]+\n\z", _here.Printed(_here.Error));
    }

    [Fact]
    public void Loudspeakers_are_named_in_the_order_of_the_channels()
    {
        Assert.Equal(["front left", "front right", "low frequency"], Speakers.Of(0b1011));
        Assert.Equal(["top back right", "bit 18", "bit 31"], Speakers.Of((1u << 17) | (1u << 18) | (1u << 31)));
        Assert.Empty(Speakers.Of(0));
    }

    private int Run(params string[] args) => InspectProgram.Run(args, _here.Output, _here.Error);

    private string Ramp() => _here.WriteWave("ramp.wav", 8000, 2, 8000, (frame, channel) => (channel == 0 ? frame : -frame) / 32768.0);

    /// <summary>A WAV file of one channel at 8 kHz with 32-bit floats (WAVE_FORMAT_IEEE_FLOAT, 3).</summary>
    private static byte[] FloatWave(params float[] samples)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write("RIFF"u8);
        writer.Write(36 + (4 * samples.Length));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)3);
        writer.Write((short)1);
        writer.Write(8000);
        writer.Write(32_000);
        writer.Write((short)4);
        writer.Write((short)32);
        writer.Write("data"u8);
        writer.Write(4 * samples.Length);
        foreach (float sample in samples) writer.Write(sample);
        return bytes.ToArray();
    }
}
