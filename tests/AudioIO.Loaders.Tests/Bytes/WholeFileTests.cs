namespace AudioIO.Tests;

/// <summary>What is under the name of a file, and beside it, while it is written and after.</summary>
public sealed class WholeFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder["night.json"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_has_the_name_before_all_is_written_and_nothing_else_stays_after(bool isDurable)
    {
        using (WholeFile file = WholeFile.Create(Target, overwrite: false, isDurable, lengthBytes: 1000))
        {
            file.Stream.Write([1, 2, 3]);
            // Who is killed here leaves this, and nothing that is taken for the file.
            string left = Assert.Single(Names());
            Assert.StartsWith(".night.json.", left, StringComparison.Ordinal);
            Assert.EndsWith(".unfinished", left, StringComparison.Ordinal);
            file.Commit();
        }
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Target));
        Assert.Equal(["night.json"], Names());
    }

    [Fact]
    public void What_fails_at_any_byte_leaves_the_file_as_it_was_and_nothing_else()
    {
        _folder.Write("night.json", [9, 9]);
        for (int bytes = 0; bytes < 5; bytes++)
        {
            Assert.Throws<InvalidOperationException>(() => WholeFile.Write(Target, stream =>
            {
                stream.Write(new byte[bytes]);
                throw new InvalidOperationException();
            }));
            using (WholeFile file = WholeFile.Create(Target, overwrite: true, isDurable: false)) file.Stream.Write(new byte[bytes]);
            Assert.Equal([9, 9], File.ReadAllBytes(Target));
            Assert.Equal(["night.json"], Names());
        }
    }

    [Fact]
    public void Of_two_who_write_it_at_once_each_writes_its_own_and_the_last_one_stays_or_is_refused()
    {
        foreach (bool overwrite in (bool[])[true, false])
        {
            File.Delete(Target);
            using WholeFile first = WholeFile.Create(Target, overwrite, isDurable: false);
            using WholeFile second = WholeFile.Create(Target, overwrite, isDurable: false);
            first.Stream.Write([1]);
            second.Stream.Write([2, 2]);
            first.Commit();
            if (overwrite) second.Commit();
            else Assert.Throws<IOException>(second.Commit);
            Assert.Equal(overwrite ? [2, 2] : [1], File.ReadAllBytes(Target));
        }
        Assert.Equal(["night.json"], Names());
    }

    [Fact]
    public void A_file_that_is_replaced_keeps_its_permissions()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        _folder.Write("night.json", [1]);
        File.SetUnixFileMode(Target, Mode);
        WholeFile.Write(Target, stream => stream.Write([2]));
        Assert.Equal([2], File.ReadAllBytes(Target));
        Assert.Equal(Mode, File.GetUnixFileMode(Target));
    }

    [Fact]
    public void Neither_a_device_nor_a_folder_loses_its_name_to_a_file()
    {
        Assert.Throws<ArgumentException>(() => WholeFile.Write(_folder["sub/"], _ => { }));
        Directory.CreateDirectory(_folder["sub"]);
        Assert.Contains("directory", Assert.Throws<IOException>(() => WholeFile.Write(_folder["sub"], _ => { })).Message, StringComparison.Ordinal);
        if (OperatingSystem.IsWindows()) return;
        foreach (string device in (string[])["/dev/stdout", "/dev/null", "/proc/self/fd/1"])
        {
            Assert.Contains("device", Assert.Throws<IOException>(() => WholeFile.Write(device, _ => { })).Message, StringComparison.Ordinal);
            Assert.True(Path.Exists(device));
        }
    }

    [Fact]
    public void A_name_as_long_as_names_may_be_can_be_written()
    {
        string name = new('n', 250);
        WholeFile.Write(_folder[name], stream => stream.Write([1]));
        Assert.Equal([name], Names());
    }

    private string[] Names() => [.. Directory.GetFileSystemEntries(_folder.Root).Select(path => Path.GetFileName(path)!)];
}
