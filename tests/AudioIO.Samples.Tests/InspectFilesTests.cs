using System.Text.Json;
using System.Text.RegularExpressions;
using Snapshooter.Xunit;
using InspectProgram = AudioIO.Samples.Inspect.Program;

namespace AudioIO.Samples.Tests;

/// <summary>What Inspect prints of several files, and of FLAC files and their checksums.</summary>
public sealed class InspectFilesTests : IDisposable
{
    private readonly Workspace _here = new();

    public void Dispose() => _here.Dispose();

    [Fact]
    public void Several_files_are_one_recording_with_its_joins_and_the_faults_of_each_file()
    {
        string[] night = Night();
        using (FileStream second = File.OpenWrite(night[1])) second.SetLength(second.Length - 1);

        Assert.Equal(0, Run([.. night, "--at", "0:02"]));

        // The table is as wide as the path of this folder, which is another one on every machine.
        Snapshot.Match(Regex.Replace(Regex.Replace(_here.Printed(_here.Output), "─+", "─"), " +\n", "\n"));
    }

    [Fact]
    public void Json_has_files_joins_and_the_file_of_every_fault()
    {
        string[] night = Night();

        Assert.Equal(0, Run([.. night, "--json"]));

        using JsonDocument json = JsonDocument.Parse(_here.Output.ToString());
        JsonElement root = json.RootElement;
        Assert.False(root.TryGetProperty("path", out _));
        Assert.Equal(("several files", 32_000), (root.GetProperty("format").GetString(), root.GetProperty("frames").GetInt64()));
        JsonElement[] files = [.. root.GetProperty("files").EnumerateArray()];
        Assert.Equal(night, files.Select(file => file.GetProperty("path").GetString()));
        Assert.Equal([0, 16_000, 24_000], files.Select(file => file.GetProperty("startFrame").GetInt64()));
        Assert.Equal([16_000, 8000, 8000], files.Select(file => file.GetProperty("frameCount").GetInt64()));
        Assert.Equal(["RIFF", "RIFF", "FLAC"], files.Select(file => file.GetProperty("format").GetString()));
        Assert.Equal("2020-12-14T22:00:02", files[1].GetProperty("startTime").GetProperty("local").GetString());
        Assert.Equal(root.GetProperty("sizeBytes").GetInt64(), files.Sum(file => file.GetProperty("sizeBytes").GetInt64()));
        JsonElement[] joins = [.. root.GetProperty("joins").EnumerateArray()];
        Assert.Equal(["seamless", "gap"], joins.Select(join => join.GetProperty("kind").GetString()));
        Assert.Equal([0, 57], joins.Select(join => join.GetProperty("gapSeconds").GetDouble()));
        JsonElement fault = Assert.Single(root.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal(("join", night[2]), (fault.GetProperty("kind").GetString(), fault.GetProperty("path").GetString()));
    }

    [Fact]
    public void The_order_of_the_files_can_be_chosen()
    {
        string[] night = Night();
        string[] shuffled = [night[2], night[0], night[1]];

        Assert.Equal(["20201214_220100.flac", "20201214_220000.wav", "20201214_220002.wav"], FilesOf([.. shuffled]));
        Assert.Equal(["20201214_220000.wav", "20201214_220002.wav", "20201214_220100.flac"], FilesOf([.. shuffled, "--order", "time"]));
        Assert.Equal(["20201214_220000.wav", "20201214_220002.wav", "20201214_220100.flac"], FilesOf([.. shuffled, "--order", "name"]));
    }

    [Fact]
    public void What_becomes_of_files_that_do_not_fit_can_be_chosen()
    {
        string[] night = Night();
        string other = _here.WriteWave("20201214_220101.wav", 48_000, 1, 100, (_, _) => 0);

        Assert.Equal(1, Run([.. night, other]));
        Assert.Matches(@"\AError: [^\n]*Rate: expected 8000 Hz, found 48000 Hz[^\n]*\n\z", _here.Printed(_here.Error));
        Assert.Equal(1, Run([.. night, "--policy", "strict"]));
        Assert.Contains("found a gap of 57 s", _here.Printed(_here.Error), StringComparison.Ordinal);
        Assert.Equal("", _here.Printed(_here.Output));
        Assert.Equal(0, Run([.. night, other, "--policy", "force"]));

        string text = _here.Printed(_here.Output);
        Assert.StartsWith("3 files as one recording\n", text, StringComparison.Ordinal);
        Assert.Matches(@"\nLeft out\n[^─]*─+\n +20201214_220101\.wav +Rate: expected 8000 Hz, found 48000 Hz", text);
        Assert.Single(text.Split("48000 Hz")[1..]);
    }

    [Fact]
    public void A_FLAC_file_is_described_as_a_WAV_file_is()
    {
        string flac = _here.WriteFlac("ramp.flac", 8000, 2, 8000, Ramp);
        string wave = _here.WriteWave("ramp.wav", 8000, 2, 8000, Ramp);

        Assert.Equal(0, Run(flac, "--json", "--at", "0.5"));
        using JsonDocument ofFlac = JsonDocument.Parse(_here.Output.ToString());
        _here.Output.GetStringBuilder().Clear();
        Assert.Equal(0, Run(wave, "--json", "--at", "0.5"));
        using JsonDocument ofWave = JsonDocument.Parse(_here.Output.ToString());

        foreach (string same in (string[])["rate", "channels", "frames", "durationSeconds", "bitsPerSample", "samples", "diagnostics"])
            Assert.Equal(ofWave.RootElement.GetProperty(same).GetRawText(), ofFlac.RootElement.GetProperty(same).GetRawText());
        Assert.Equal("flac", ofFlac.RootElement.GetProperty("encoding").GetString());
    }

    [Fact]
    public void Verifying_a_sound_file_says_so_and_shows_its_progress_beside_the_report()
    {
        Assert.Equal(0, Run(_here.WriteFlac("sound.flac", 8000, 1, 100_000, Ramp), "--verify"));

        Assert.Matches(@"\n +sound +All 100,000 frames decode; their MD5 is the one stored\. *\n", _here.Printed(_here.Output));
        Assert.EndsWith("Verifying: 100 %\n", _here.Printed(_here.Error), StringComparison.Ordinal);
        Assert.DoesNotContain("Verifying:", _here.Printed(_here.Output), StringComparison.Ordinal);
    }

    [Fact]
    public void Verifying_prints_what_is_damaged_and_where_and_ends_with_exit_code_1()
    {
        string path = _here.WriteFlac("hurt.flac", 8000, 1, 10_000, Ramp, file =>
        {
            foreach (int index in (int[])[2, 7]) file.Frames[index][^5] ^= 4;
        });

        Assert.Equal(1, Run(path, "--verify"));

        Snapshot.Match(_here.Printed(_here.Output));
    }

    [Fact]
    public void Samples_that_were_exchanged_are_found_by_their_checksum()
    {
        string path = _here.WriteFlac("other.flac", 8000, 1, 3000, Ramp, file => file.Md5 = [1, .. new byte[15]]);

        Assert.Equal(1, Run(path, "--verify", "--json"));

        using JsonDocument json = JsonDocument.Parse(_here.Output.ToString());
        JsonElement verification = json.RootElement.GetProperty("files")[0].GetProperty("verification");
        Assert.Equal("differs", verification.GetProperty("md5").GetString());
        Assert.False(verification.GetProperty("isSound").GetBoolean());
        Assert.Equal(0, verification.GetProperty("damage").GetArrayLength());
    }

    [Fact]
    public void Of_several_files_those_that_are_FLAC_are_verified()
    {
        Assert.Equal(0, Run([.. Night(), "--verify"]));

        string text = _here.Printed(_here.Output);
        Assert.Matches(@"\n +0 +not checked +WAV \(RIFF\) holds no checksums\. *\n +1 +not checked", text);
        Assert.Matches(@"\n +2 +sound +All 8,000 frames decode", text);
    }

    [Fact]
    public void Files_without_checksums_are_said_not_to_be_checked()
    {
        Assert.Equal(0, Run(_here.WriteWave("ramp.wav", 8000, 1, 100, Ramp), "--verify"));
        Assert.Matches(@"not checked +WAV \(RIFF\) holds no checksums\.", _here.Printed(_here.Output));
    }

    [Fact]
    public void Words_that_are_no_choice_are_refused_by_naming_those_that_are()
    {
        Assert.Equal(1, Run(_here.WriteWave("ramp.wav", 8000, 1, 100, Ramp), "--policy", "lenient"));

        Assert.Equal("Error: --policy: 'lenient' is none of report|strict|force.\n", _here.Printed(_here.Error));
    }

    private int Run(params string[] args) => InspectProgram.Run(args, _here.Output, _here.Error);

    private string[] FilesOf(params string[] args)
    {
        _here.Output.GetStringBuilder().Clear();
        Assert.Equal(0, Run([.. args, "--json"]));
        using JsonDocument json = JsonDocument.Parse(_here.Output.ToString());
        JsonElement files = json.RootElement.GetProperty("files");
        return [.. files.EnumerateArray().Select(file => Path.GetFileName(file.GetProperty("path").GetString()!))];
    }

    /// <summary>Two WAV files that follow each other, and a FLAC file 57 seconds later.</summary>
    private string[] Night() =>
    [
        _here.WriteWave("20201214_220000.wav", 8000, 1, 16_000, Ramp),
        _here.WriteWave("20201214_220002.wav", 8000, 1, 8000, Ramp),
        _here.WriteFlac("20201214_220100.flac", 8000, 1, 8000, Ramp),
    ];

    private static double Ramp(int frame, int channel) => (channel == 0 ? frame : -frame) / 32768.0;
}
