using System.ComponentModel;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using AudioIO.Tests.Flac;
using AudioIO.Tests.Joining;

namespace AudioIO.Tests.Field;

/// <summary>Streams, pipes, names of formats, copies; and entries, however many.</summary>
internal static class StreamRows
{
    private const string NotOnWindows = "Windows has no named pipes among its files.";

    // Open as long as the tests run: its other end has a path.
    private static readonly AnonymousPipeServerStream? StandardInput = OperatingSystem.IsLinux() ? new(PipeDirection.Out) : null;

    public static IReadOnlyList<FieldRow> All { get; } =
    [
        Pipes(),
        new FieldRow(FieldSection.StreamsPipesNames, "A seekable stream that lies: after setting Position a Read returns other bytes",
            Lagging("WAV", 1, FlacOrWave(false)), Lagging("WAV", 2, FlacOrWave(false)), Lagging("FLAC", 1, FlacOrWave(true)), Lagging("FLAC", 2, FlacOrWave(true))),
        new FieldRow(FieldSection.StreamsPipesNames, ".wac (WAAC), .sud, W4V, X3, NIST SPHERE",
            Foreign("a.wac", "WAAC\0\x01"u8, "Wildlife Acoustics (WAC)"), Foreign("a.x3a", "X3ARCHIV"u8, "an X3 archive"),
            Foreign("a.sph", "NIST_1A\n   1024\n"u8, "a NIST SPHERE file"), Foreign("a.sud", [1, 2, 0x83, 4, 5, 6, 7, 8], "SoundTrap", "no known signature"),
            Foreign("a.W4V", [1, 2, 0x83, 4, 5, 6, 7, 8], "Wildlife Acoustics", "no known signature")),
        Copies(),
        new FieldRow(FieldSection.StreamsPipesNames, "Error texts",
            Foreign("notes.txt", "password: swordfish, and more of it\n"u8, "text that begins \"pass…\""),
            Foreign("night.wav", [0x73, 0x65, 0x83, 0x72, 0x65, 0x74, 0x73, 0x21, 0x21], "bytes 73658372 that are no known signature")),
        new FieldRow(FieldSection.Diagnostics, "An entry is counted once however often the damage is read", VeryManyEntries()),
    ];

    private static FieldRow Pipes()
    {
        List<FieldCase> cases = [Pipe("a named pipe that nobody writes to", MakePipe)];
        // What /dev/stdin is where a program writes into it: a pipe without a name, by a path.
        if (StandardInput is not null) cases.Add(Pipe("standard input", _ => $"/proc/self/fd/{StandardInput.GetClientHandleAsString()}"));
        var row = new FieldRow(FieldSection.StreamsPipesNames, "/dev/stdin from a pipe, FIFO by path, in a join with Force, in Identify", [.. cases]);
        row.Without(FieldWay.ShortReads, "A source of bytes can seek.");
        return OperatingSystem.IsWindows() ? row.Without(FieldWay.Path, NotOnWindows).Without(FieldWay.Join, NotOnWindows) : row;
    }

    private static FieldCase Pipe(string variant, Func<TemporaryFolder, string> lay) => new(variant, () => new FieldFile(Waves.Int16([1, 2, 3]), []))
    {
        Laid = lay,
        Streamed = bytes => new OneWayStream(bytes),
        Refusal = new(typeof(IOException), "cannot seek:") { ExceptionOfStream = typeof(ArgumentException) },
    };

    private static string MakePipe(TemporaryFolder folder)
    {
        string path = folder["pipe"];
        if (MakeFifo(path, Convert.ToUInt32("600", 8)) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
        return path;
    }

    private static FieldCase Lagging(string what, int lies, Func<FieldFile> make) => new($"{what}, {lies} reads", make)
    {
        Streamed = bytes => new LaggingStream(bytes, lies),
    };

    private static Func<FieldFile> FlacOrWave(bool isFlac) => () => isFlac
        ? FieldFlac.Sound(FlacDamageTests.Make(false))
        : new FieldFile(WaveBuilder.File(FieldFiles.Mono16, FieldFiles.Audio), [.. Enumerable.Range(1, 1000)]);

    private static FieldCase Foreign(string name, ReadOnlySpan<byte> bytes, string words, string? wordsWithoutName = null)
    {
        byte[] content = bytes.ToArray();
        return new FieldCase(name, () => new FieldFile(content, []))
        {
            FileName = name,
            Refusal = new(typeof(AudioFormatException), words) { WordsWithoutName = wordsWithoutName },
        };
    }

    private static FieldRow Copies()
    {
        (string What, double Seconds)[] copies =
            [("two seconds later, FAT", 2), ("two seconds earlier", -2), ("an hour later", 3600), ("an hour earlier", -3600), ("an hour and two seconds", -3602)];
        FieldCase[] cases = [.. copies.Select(copy => Copied(copy.What, copy.Seconds))];
        return new FieldRow(
            FieldSection.StreamsPipesNames, "A RecordingIndex beside the recordings after cp -r, or on FAT (2 s), or an hour off at the change to summer time", cases);
    }

    private static FieldCase Copied(string variant, double seconds) => new(variant, () =>
        new FieldFile(Waves.Int16([.. Enumerable.Range(1, 500).Select(i => (short)i)], start: "2024-05-01T20:00:00+02:00"), [.. Enumerable.Range(1, 500)]))
    {
        CopiedLater = TimeSpan.FromSeconds(seconds),
        Start = ("2024-05-01T20:00:00+02:00", "GUANO"),
    };

    private static FieldCase VeryManyEntries()
    {
        const int Size = 16, Count = DiagnosticLog.MaxEntries + 100;
        return new FieldCase($"{Count} places", () =>
        {
            FlacFile file = FlacSounds.File(1, 1, 16, Enumerable.Repeat(Size, (2 * Count) + 1));
            for (int i = 0; i < Count; i++) file.Frames[(2 * i) + 1][^1] ^= 0x10;
            return FieldFlac.Damaged(file, file.ToArray(), Size, [.. Enumerable.Range(0, Count).Select(i => ((2 * i) + 1, 1))]);
        });
    }

    [DllImport("libc", EntryPoint = "mkfifo", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakeFifo([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
