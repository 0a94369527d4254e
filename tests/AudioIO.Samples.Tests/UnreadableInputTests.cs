using BatCallsProgram = AudioIO.Samples.BatCalls.Program;
using BatchProgram = AudioIO.Samples.Batch.Program;
using InspectProgram = AudioIO.Samples.Inspect.Program;
using LevelsProgram = AudioIO.Samples.Levels.Program;
using SpectrogramProgram = AudioIO.Samples.Spectrogram.Program;
using SpikesProgram = AudioIO.Samples.Spikes.Program;

namespace AudioIO.Samples.Tests;

/// <summary>Whatever the input is, a program says in one line what is wrong with it. (The viewer's tests do so for the viewer.)</summary>
public sealed class UnreadableInputTests : IDisposable
{
    private static readonly Dictionary<string, Func<Workspace, string, int>> Programs = new()
    {
        ["Spectrogram"] = (here, path) => SpectrogramProgram.Run([path, "-o", here.PathOf("x.png")], here.Output, here.Error),
        ["Spectrogram of two files"] = (here, path) =>
            SpectrogramProgram.Run([here.PathOf("good.wav"), path, "-o", here.PathOf("x.png")], here.Output, here.Error),
        ["Inspect"] = (here, path) => InspectProgram.Run([path], here.Output, here.Error),
        ["Inspect with labels"] = (here, path) => InspectProgram.Run([here.PathOf("good.wav"), "--labels", path], here.Output, here.Error),
        ["BatCalls"] = (here, path) => BatCallsProgram.Run([Folder(path), here.PathOf("calls.csv")], here.Output, here.Error),
        ["Spikes"] = (here, path) => SpikesProgram.Run([path], here.Output, here.Error),
        ["Levels"] = (here, path) => LevelsProgram.Run([here.PathOf("good.wav"), "94", path], here.Output, here.Error),
        ["Levels without calibrator"] = (here, path) => LevelsProgram.Run([path, "94", here.PathOf("good.wav")], here.Output, here.Error),
        ["Batch plan"] = (here, path) => BatchProgram.Run(["plan", path, "-o", here.PathOf("p.json")], here.Output, here.Error, _ => null),
        ["Batch run"] = (here, path) => BatchProgram.Run(["run", path, "--piece", "0"], here.Output, here.Error, _ => null),
        ["Batch status"] = (here, path) => BatchProgram.Run(["status", path], here.Output, here.Error, _ => null),
    };

    private readonly Workspace _here = new();

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string program in Programs.Keys)
            {
                foreach (string kind in (string[])["gone", "in a folder that is gone", "empty", "text", "cut off in its header"])
                {
                    // A label track without labels is an empty file.
                    if ((program, kind) != ("Inspect with labels", "empty")) cases.Add(program, kind);
                }
            }
            return cases;
        }
    }

    public void Dispose() => _here.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_line_on_the_error_stream_says_what_is_wrong(string program, string kind)
    {
        _here.WriteWave("good.wav", 48_000, 1, 4800, (n, _) => Math.Sin(n));
        Directory.CreateDirectory(_here.PathOf("bad"));
        string path = _here.PathOf(Path.Combine(kind == "in a folder that is gone" ? "gone" : "bad", "bad.wav"));
        byte[]? content = kind switch
        {
            "empty" => [],
            "text" => "This is no recording at all, nor a plan, nor a table of labels."u8.ToArray(),
            "cut off in its header" => File.ReadAllBytes(_here.PathOf("good.wav"))[..30],
            _ => null,
        };
        if (content is not null) File.WriteAllBytes(path, content);

        int code = Programs[program](_here, path);

        Assert.NotEqual(0, code);
        Assert.Matches(@"\AError: [^\n]+\n\z", _here.Printed(_here.Error));
        Assert.False(File.Exists(_here.PathOf("x.png")));
    }

    // What is read there is every file of the folder.
    private static string Folder(string path) => Path.GetDirectoryName(path)!;
}
