using System.Runtime.InteropServices;

namespace AudioIO.Benchmarks.Peers;

/// <summary>A transform of real floats by FFTW, planned by measuring.</summary>
internal sealed unsafe partial class Fftw : IDisposable
{
    private const uint Measure = 0; // FFTW_MEASURE

    private readonly float* _input;
    private readonly float* _output;
    private readonly nint _plan;

    public Fftw(int size)
    {
        _input = (float*)Allocate((nuint)size * sizeof(float));
        _output = (float*)Allocate((nuint)(size + 2) * sizeof(float));
        _plan = Plan(size, _input, _output, Measure);
        var random = new Random(1);
        for (int i = 0; i < size; i++) _input[i] = random.NextSingle() - 0.5f;
    }

    /// <summary>Transforms the same values again: all that FFTW needs lies in the nearest cache.</summary>
    public void Transform() => Execute(_plan);

    public void Dispose()
    {
        Destroy(_plan);
        Free(_input);
        Free(_output);
    }

    [LibraryImport(NativeLibraries.Fftw, EntryPoint = "fftwf_malloc")]
    private static partial void* Allocate(nuint bytes);

    [LibraryImport(NativeLibraries.Fftw, EntryPoint = "fftwf_free")]
    private static partial void Free(void* memory);

    [LibraryImport(NativeLibraries.Fftw, EntryPoint = "fftwf_plan_dft_r2c_1d")]
    private static partial nint Plan(int size, float* input, float* output, uint flags);

    [LibraryImport(NativeLibraries.Fftw, EntryPoint = "fftwf_execute")]
    private static partial void Execute(nint plan);

    [LibraryImport(NativeLibraries.Fftw, EntryPoint = "fftwf_destroy_plan")]
    private static partial void Destroy(nint plan);
}
