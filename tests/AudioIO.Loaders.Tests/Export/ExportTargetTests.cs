using AudioIO.Tests.Joining;

namespace AudioIO.Tests.Export;

/// <summary>Where an excerpt may be written, and what is there meanwhile and afterwards.</summary>
public sealed class ExportTargetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _content = Waves.Int16(Waves.Counting(0, 1000));
    private readonly string _first;
    private readonly string _second;
    private readonly ConcatenatedSource _source;

    public ExportTargetTests()
    {
        _first = _folder.Write("night/1.wav", _content);
        _second = _folder.Write("night/2.wav", _content);
        _source = ConcatenatedSource.Open([_first, _second]);
    }

    public void Dispose()
    {
        _source.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_file_of_the_recording_is_never_overwritten_under_whatever_name()
    {
        string[] names =
        [
            _second,
            Path.Combine(_folder.Root, "night", "..", "night", "2.wav"),
            Path.GetRelativePath(Directory.GetCurrentDirectory(), _second),
        ];
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(_folder["link.wav"], _second);
            File.CreateSymbolicLink(_folder["link to link.wav"], "link.wav");
            Directory.CreateSymbolicLink(_folder["elsewhere"], _folder["night"]);
            names = [.. names, _folder["link.wav"], _folder["link to link.wav"], _folder["elsewhere/2.wav"]];
        }
        foreach (string name in names)
        {
            IOException fault = Assert.Throws<IOException>(() => _source.Export(name, 0, 10, new ExportOptions { Overwrite = true }));
            Assert.Contains("of the recording itself", fault.Message, StringComparison.Ordinal);
        }
        using Signal<float> signal = _source.Signal<float>();
        Assert.Throws<IOException>(() => signal.Export(_first, 0, 10, new ExportOptions { Overwrite = true }));
        Assert.Equal(_content, File.ReadAllBytes(_first));
        Assert.Equal(_content, File.ReadAllBytes(_second));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder["night"]).Length);
    }

    [Fact]
    public void Nor_is_a_file_from_which_a_signal_is_computed_whatever_describes_it()
    {
        string elsewhere = _folder.Write("other.wav", _content);
        using AudioSource other = AudioLoader.OpenSource(elsewhere);
        using Signal<float> samples = _source.Signal<float>();
        using var first = new Passed(samples);
        using var chain = new Passed(first);
        foreach (AudioSource? described in (AudioSource?[])[null, other])
        {
            var options = new ExportOptions { Overwrite = true, DescribedBy = described };
            foreach (string path in (string[])[_first, _second])
                Assert.Throws<IOException>(() => chain.Export(path, 0, 10, options));
            Assert.Equal(described is null, Record.Exception(() => chain.Export(elsewhere, 0, 10, options)) is null);
            File.WriteAllBytes(elsewhere, _content);
        }
        Assert.Equal(_content, File.ReadAllBytes(_first));
        Assert.Equal(_content, File.ReadAllBytes(_second));
    }

    /// <summary>A signal over another one.</summary>
    private sealed class Passed(Signal<float> source) : Signal<float>(source.Rate, source.Frames, source.Channels, source)
    {
        protected override void ReadFrames(long start, Span<float> destination) => source.Read(start, destination);
    }

    [Fact]
    public void Nor_is_a_file_of_a_recording_that_is_part_of_another_one()
    {
        using ConcatenatedSource twice = ConcatenatedSource.Of([_source, _source]);
        Assert.Throws<IOException>(() => twice.Export(_second, 0, 10, new ExportOptions { Overwrite = true }));
        Assert.Equal(_content, File.ReadAllBytes(_second));
    }

    [Fact]
    public void A_recording_reached_through_a_link_is_recognised_as_well()
    {
        if (OperatingSystem.IsWindows()) return;
        Directory.CreateSymbolicLink(_folder["elsewhere"], _folder["night"]);
        using WaveSource source = Recordings.Open(_folder["elsewhere/1.wav"]);
        Assert.Throws<IOException>(() => source.Export(_first, 0, 10, new ExportOptions { Overwrite = true }));
        // Links in a circle lead nowhere.
        File.CreateSymbolicLink(_folder["a.wav"], "b.wav");
        File.CreateSymbolicLink(_folder["b.wav"], "a.wav");
        Assert.Throws<IOException>(() => source.Export(_folder["a.wav"], 0, 10, new ExportOptions { Overwrite = true }));
        Assert.Equal(_content, File.ReadAllBytes(_first));
    }

    [Fact]
    public void A_file_that_exists_is_replaced_only_when_asked_for()
    {
        string path = _folder.Write("out.wav", [1, 2, 3]);
        IOException fault = Assert.Throws<IOException>(() => _source.Export(path, 0, 10));
        Assert.Contains("Overwrite", fault.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        _source.Export(path, 0, 10, new ExportOptions { Overwrite = true });
        Assert.Equal(10, AudioLoader.Identify(path).Frames);
        Assert.Equal(["night", "out.wav"], Directory.GetFileSystemEntries(_folder.Root).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void The_name_belongs_to_a_whole_file_or_to_none()
    {
        string path = _folder["out.wav"];
        bool wasThere = false;
        _source.Export(path, 0, 2000, progress: new Looking(() => wasThere |= File.Exists(path)));
        Assert.False(wasThere);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_named()
    {
        string missing = _folder["none/out.wav"];
        DirectoryNotFoundException fault = Assert.Throws<DirectoryNotFoundException>(() => _source.Export(missing, 0, 10));
        Assert.Contains(missing, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".unfinished", fault.Message, StringComparison.Ordinal);
        // A file is no folder.
        Assert.ThrowsAny<IOException>(() => _source.Export(Path.Combine(_first, "out.wav"), 0, 10));
        Assert.Throws<IOException>(() => _source.Export(_folder["night"], 0, 10));
        // Where even root may not create files.
        if (OperatingSystem.IsLinux() && Directory.Exists("/sys/kernel"))
            Assert.Throws<UnauthorizedAccessException>(() => _source.Export("/sys/kernel/out.wav", 0, 10));
    }

    [Fact]
    public void A_file_that_shrinks_while_it_is_exported_leaves_nothing()
    {
        string shrinking = _folder.Write("shrinking.wav", _content);
        using WaveSource source = Recordings.Open(shrinking);
        using (FileStream file = File.Open(shrinking, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) file.SetLength(100);
        Assert.Throws<AudioFormatException>(() => source.Export(_folder["out.wav"], 0, 1000));
        Assert.Equal(["night", "shrinking.wav"], Directory.GetFileSystemEntries(_folder.Root).Select(Path.GetFileName).Order());
    }

    private sealed class Looking(Action look) : IProgress<double>
    {
        public void Report(double value) => look();
    }
}
