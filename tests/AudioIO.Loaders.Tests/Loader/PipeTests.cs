using System.ComponentModel;
using System.Runtime.InteropServices;
using AudioIO.Tests.Joining;

namespace AudioIO.Tests;

/// <summary>What is read once, from its beginning, cannot be indexed; it is said at once, whoever asks.</summary>
public sealed class PipeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_named_pipe_with_a_writer_is_refused()
    {
        if (OperatingSystem.IsWindows()) return;
        string pipe = MakePipe();
        // Opened for both, it waits for nobody.
        using var writer = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        writer.Write(Waves.Int16([1, 2, 3]));
        AssertRefused(pipe);
    }

    [Theory]
    [InlineData("a.wac", "Wildlife Acoustics")]
    [InlineData("a.xyz", "no known signature (")]
    public void A_format_without_a_signature_is_named_by_its_extension(string name, string words)
    {
        string path = _folder.Write(name, [1, 2, 0x83, 4, 5, 6, 7, 8]);
        AudioFormatException refusal = Assert.Throws<AudioFormatException>(() => AudioLoader.Identify(path));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertRefused(string path)
    {
        Action[] openings =
        [
            () => AudioLoader.Open(path), () => AudioLoader.OpenSource(path), () => AudioLoader.Identify(path), () => AudioLoader.Load(path),
            () => AudioLoader.Open([path]),
        ];
        foreach (Action open in openings)
            Assert.StartsWith("cannot seek:", Assert.Throws<IOException>(open).Message, StringComparison.Ordinal);
    }

    private string MakePipe()
    {
        string path = _folder["pipe"];
        if (MakeFifo(path, Convert.ToUInt32("600", 8)) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
        return path;
    }

    [DllImport("libc", EntryPoint = "mkfifo", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakeFifo([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
