using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioIO.Benchmarks.Peers;

/// <summary>Finds the system's libsndfile and libFLAC under the names that Linux distributions, macOS and Windows give them.</summary>
internal static class NativeLibraries
{
    public const string SndFile = "sndfile";
    public const string Flac = "FLAC";
    public const string Fftw = "fftw3f";

    private static readonly Dictionary<string, string[]> Names = new()
    {
        [SndFile] = ["libsndfile.so.1", "libsndfile.1.dylib", "sndfile"],
        [Fftw] = ["libfftw3f.so.3", "libfftw3f.3.dylib", "libfftw3f-3"],
        [Flac] = ["libFLAC.so.14", "libFLAC.so.12", "libFLAC.so.8", "libFLAC.dylib", "FLAC"],
    };

    public static bool IsPresent(string library) => Resolve(library) != 0;

    [ModuleInitializer]
    internal static void Register() =>
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => Names.ContainsKey(name) ? Resolve(name) : 0);

    private static nint Resolve(string library)
    {
        foreach (string name in Names[library])
        {
            if (NativeLibrary.TryLoad(name, out nint handle)) return handle;
        }
        return 0;
    }
}
